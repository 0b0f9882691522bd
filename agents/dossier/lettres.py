"""Which letters a change sends, to whom, by which channel; their text is `agents/notify`'s."""

from collections.abc import Callable, Iterator

from agents.dossier.droits import Accordee, Cas, EnAttente, Invitee, Refusee
from agents.dossier.formes import Destinataire, Lettre
from agents.dossier.ids import id_lettre
from agents.notify.champs import Prix, champs
from agents.notify.load import Cle, render
from contracts.faits import DemandeRsa
from contracts.wire import Message

Envelopper = Callable[[str, str, Lettre], Message]
CANAUX = {"TELESERVICE": ("EMAIL",), "APS": ("COURRIER", "SMS")}
TYPE = "fr.cnam.notification.v1"


def lettres(
    cas: Cas, issue: str, decision: str | None, avant: bytes, envelopper: Envelopper, prix: Prix
) -> Iterator[Message]:
    """The notifications of one decision issued, or of one rule that orders a letter by itself."""
    modeles = _modeles(cas, issue, avant)
    if not modeles:
        return
    langue = cas.origine.langue if cas.origine.langue in ("fr", "uk") else "fr"
    mots = champs(cas, prix, langue)
    for modele in modeles:
        for canal in CANAUX.get(cas.origine.canal, ("COURRIER",)):
            rendu = render(modele, langue, canal, mots)
            if rendu is not None:
                ident = id_lettre(decision or cas.cle, modele, canal, langue)
                yield envelopper(TYPE, ident, _corps(cas, decision, (modele, langue, canal), rendu))


def _modeles(cas: Cas, issue: str, avant: bytes) -> tuple[str, ...]:
    if cas.nature == "AVIS":
        return (cas.modele,)
    if cas.nature == "PUMA":
        return {"ouverte": ("puma-ouverte",), "annulee": ("puma-annulation",)}.get(issue, ())
    if cas.nature == "NIA":
        return ()
    phase = cas.phase
    match issue:
        case "invitee" if isinstance(phase, Invitee) and phase.rang > 1:
            return ("c2s-relance-invitation",)
        case "invitee":
            return ("c2s-invitation-aspa" if cas.participation else "c2s-invitation-rsa",)
        case "accordee" if isinstance(phase, EnAttente):
            return ("c2s-accordee-participation",)
        case "accordee":
            return ("c2s-accordee", "c2s-composition-foyer") if _foyer_inconnu(cas) else ("c2s-accordee",)
        case "revisee" if isinstance(phase, EnAttente):
            return ("c2s-accordee-participation",)
        case "revisee":
            return ("c2s-ouverte" if avant == b"E" and isinstance(phase, Accordee) else "c2s-revision",)
        case "opposee":
            return ("c2s-opposition",)
        case "refusee":
            return () if isinstance(phase, Refusee) and phase.motif == "DEJA_COUVERT" else ("c2s-refus",)
        case _:
            return ("c2s-annulation",) if avant in (b"A", b"E") else ()


def _foyer_inconnu(cas: Cas) -> bool:
    """A téléservice demande of someone in couple that names nobody else: granted to the claimant, and asked."""
    demande = next((f for f in cas.fondement.faits if isinstance(f, DemandeRsa)), None)
    return demande is not None and (not demande.foyer or (len(demande.foyer) == 1 and not demande.seul))


def _corps(cas: Cas, decision: str | None, cle: Cle, rendu: tuple[str, str]) -> Lettre:
    un, phase = cas.titulaire, cas.phase
    return Lettre(
        reference=cas.reference,
        modele=cle[0],
        canal=cle[2],
        langue=cle[1],
        destinataire=Destinataire(un.nom, un.prenom, cas.origine.adresse),
        objet=rendu[0],
        texte=rendu[1],
        jour=phase.jour,
        id_decision=decision,
        regle=None if decision else cas.fondement.regles[0],
        id_invitation=f"{cas.reference}#{phase.rang}" if isinstance(phase, Invitee) else None,
    )
