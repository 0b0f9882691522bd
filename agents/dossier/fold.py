"""The fold: facts known, a day and the law → the rights of the dossier. Pure, total."""

from collections.abc import Callable, Sequence
from datetime import date

from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Invitee
from agents.dossier.union import cle
from agents.dossier.vue import Horizon, Vue
from agents.personnes import personnes
from agents.rules import aps, aspa, formulaire, rapatriement, reprise, rsa
from agents.rules.c2s import sans_chevauchement
from agents.rules.puma import Propositions, ouvrir
from contracts.faits import AnyFait, ApsDelivree, Arrivee, DemandeRsa, DroitRsa, LigneAspa, Opposition
from law.loader import Loi

# What a reference begins with says which rules read its facts.
REGLES: dict[str, Callable[[Vue, str, list[AnyFait], Propositions], None]] = {
    "rsa": rsa.proposer,
    "aspa": aspa.proposer,
    "aps": aps.proposer,
    "rapatriement": rapatriement.proposer,
    "reprise": reprise.proposer,
    "formulaire": formulaire.proposer,
}
# A right rests on one of these, or on a demande that refuses it: other facts only bear on what they found.
FONDENT = frozenset({ApsDelivree, Arrivee, DroitRsa, LigneAspa, Opposition})
MAX_PERSONNES = 64


class TropDePersonnes(Exception):
    """More persons in one dossier than any family has: a number borne by strangers joined them."""


def fold(faits: Sequence[AnyFait], horizon: Horizon, loi: Loi) -> tuple[list[Cas], date | None]:
    """The cases of a dossier at the end of a day, and the next day on which one changes by itself."""
    if not _fonde(faits):
        return [], None
    vue, sortie = Vue(faits, horizon, loi), Propositions()
    if len(vue.qui) > MAX_PERSONNES and (nombre := len(set(vue.qui.values()))) > MAX_PERSONNES:
        raise TropDePersonnes(
            f"{nombre} persons in one dossier, {MAX_PERSONNES} at most: look for a number borne by "
            f"strangers, correct it at its sender, then send the facts again"
        )
    for reference, suite in vue.par_reference.items():
        regle = REGLES.get(reference.split(":", 1)[0])
        if regle:
            regle(vue, reference, suite, sortie)
    pumas, debuts = ouvrir(sortie)
    c2s = _sans_chevauchement(vue, sortie, debuts)
    return [*pumas, *c2s, *_une_par_personne(vue, sortie.nia), *sortie.avis], vue.echeance


def _fonde(faits: Sequence[AnyFait]) -> bool:
    """Whether the rules are to be asked: of most dossiers, as they begin, nothing can be said yet."""
    for fait in faits:
        if type(fait) in FONDENT or (type(fait) is DemandeRsa and fait.c2s == "REFUSEE"):
            return True
    return sum(map(len, map(personnes, faits))) > MAX_PERSONNES


def _sans_chevauchement(vue: Vue, sortie: Propositions, puma: dict[str, date]) -> list[Cas]:
    """Settle the C2S in the order in which their grounds were complete."""
    retenus = []
    suite = sorted(sortie.c2s, key=_ordre) if len(sortie.c2s) > 1 else sortie.c2s
    for propose in suite:
        cas = propose
        if isinstance(cas.phase, (Accordee, EnAttente, Invitee)):
            cas = sans_chevauchement(vue, cas, sortie.couvertures, puma)
        if isinstance(cas.phase, Accordee):
            for membre in cas.membres:
                periode = (cas.phase.debut, cas.phase.fin)
                sortie.couvertures.setdefault(vue.qui[membre.civil], []).append(periode)
        retenus.append(cas)
    return retenus


def _ordre(cas: Cas) -> tuple[object, ...]:
    return cas.phase.jour, isinstance(cas.phase, Eteinte), *cle(cas.fondement.faits[-1]), cas.reference


def _une_par_personne(vue: Vue, demandes: list[Cas]) -> list[Cas]:
    """One NIA is asked for a person, on the first ground."""
    premieres: dict[str, Cas] = {}
    for cas in sorted(demandes, key=lambda c: cle(c.fondement.faits[0])):
        premieres.setdefault(vue.qui[cas.titulaire.civil], cas)
    return list(premieres.values())
