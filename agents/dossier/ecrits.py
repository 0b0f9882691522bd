"""What a change of the rights sends out: the decision, and what it tells to the person, to the SNGI and to the OC."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from agents.dossier.decide import Changement
from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Fondement, Invitee, Refusee
from agents.dossier.formes import DecisionDite, FaitCite, Fondements, ParametreCite, PersonneDite
from agents.dossier.ids import id_decision
from agents.dossier.lettres import Envelopper, lettres
from agents.notify.champs import Prix
from agents.rules.c2s import prix_mensuel
from contracts.faits import Personne
from contracts.topics import CPAM_DECISIONS, CPAM_NOTIFICATIONS, JOUR_CLOS, ORGANISMES_DROITS, SNGI_DEMANDES
from contracts.wire import Headers, Message
from law.loader import Loi

SOURCE = b"urn:passerelle:cnam"
_encode = msgspec.json.Encoder().encode


class Contexte(NamedTuple):
    """Where a change happens: the dossier's node, its partition, the law, the fact that caused it."""

    noeud: bytes
    partition: int
    loi: Loi
    cause: str


def ecrire(changement: Changement, contexte: Contexte) -> Iterator[Message]:
    """All messages of one change, in a fixed order: the decision first."""
    cas = changement.cas
    if cas is None:
        return
    if cas.nature == "AVIS":
        if changement.issue == "avis":
            yield from lettres(cas, "avis", None, b"", _enveloppe(contexte, cas), {})
        return
    identifiant = id_decision(changement.cle, changement.revision)
    prix = _prix(cas, contexte.loi)
    corps = _corps(changement, cas, prix)
    type_ = f"fr.cnam.{cas.nature.lower()}.{changement.issue}.v1"
    yield message(contexte, CPAM_DECISIONS, type_, identifiant, corps, cas)
    yield from lettres(cas, changement.issue, identifiant, changement.avant, _enveloppe(contexte, cas), prix)
    if cas.nature == "NIA" and changement.issue == "demandee":
        demande = _demande_nia(cas)
        yield message(contexte, SNGI_DEMANDES, "fr.sngi.demande-nia.v1", f"{identifiant}/nia", demande, cas)
    if cas.nature == "C2S" and cas.gestionnaire != "CPAM" and (mouvement := _mouvement(changement.issue)):
        droit = _droit_oc(corps, cas, mouvement)
        yield message(contexte, ORGANISMES_DROITS, "fr.oc.droit.v1", f"{identifiant}/oc", droit, cas)


def _enveloppe(contexte: Contexte, cas: Cas) -> Envelopper:
    """What a letter needs to become a message."""
    return lambda type_, ident, corps: message(contexte, CPAM_NOTIFICATIONS, type_, ident, corps, cas)


def message(contexte: Contexte, topic: str, type_: str, ident: str, corps: Any, cas: Cas) -> Message:
    """One CloudEvent in binary mode; its key is the dossier's node, so its partition is the dossier's."""
    suite = (("ce_correlationid", cas.reference.encode()), ("ce_causationid", contexte.cause.encode()))
    headers = _headers(ident, type_, cas.phase.jour) + suite
    return Message(topic, contexte.noeud, _encode(corps), headers, contexte.partition)


def jour_clos(topic: str, partition: int, jour: date) -> Message:
    """Everything that follows from the day is out on this partition."""
    corps = {"emetteur": "CPAM", "jour": jour}
    headers = _headers(f"jour-clos:{topic}:{partition}:{jour}", JOUR_CLOS, jour)
    return Message(topic, None, _encode(corps), headers, partition)


_VERSION, _SOURCE, _JSON = ("ce_specversion", b"1.0"), ("ce_source", SOURCE), ("content-type", b"application/json")


def _headers(ident: str, type_: str, jour: date) -> Headers:
    return _VERSION, ("ce_id", ident.encode()), _SOURCE, _type(type_), _jour(jour), _JSON


@lru_cache(maxsize=256)
def _type(type_: str) -> tuple[str, bytes]:
    return "ce_type", type_.encode()


@lru_cache(maxsize=4096)
def _jour(jour: date) -> tuple[str, bytes]:
    return "ce_time", f"{jour}T00:00:00Z".encode()


def _corps(changement: Changement, cas: Cas, prix: Prix) -> DecisionDite:
    phase, origine, revision = cas.phase, cas.origine, changement.revision
    return DecisionDite(
        reference=cas.reference,
        revision=revision,
        remplace=id_decision(changement.cle, revision - 1) if revision else None,
        jour=phase.jour,
        titulaire=_personne(cas.titulaire, ""),
        beneficiaires=[_personne(p, prix.get(p, "")) for p in cas.membres],
        participation=cas.participation,
        prix_mensuel=_euros(sum(map(Decimal, prix.values()))) if prix else "",
        gestionnaire=_gestionnaire(cas) if cas.nature == "C2S" else None,
        canal=origine.canal,
        agence=origine.agence,
        caisse=origine.caisse,
        fondements=_fondements(cas.fondement),
        droit=cas.nature,
        issue=changement.issue.upper(),
        debut=phase.debut if isinstance(phase, Accordee) else None,
        fin=phase.fin if isinstance(phase, Accordee) else None,
        en_attente="ADHESION" if isinstance(phase, EnAttente) else "",
        echeance=phase.echeance if isinstance(phase, (EnAttente, Invitee)) else None,
        rang=phase.rang if isinstance(phase, Invitee) else None,
        motif=phase.motif if isinstance(phase, (Refusee, Eteinte)) else "",
    )


def _prix(cas: Cas, loi: Loi) -> Prix:
    if not cas.participation or not isinstance(cas.phase, (Accordee, EnAttente)):
        return {}
    return {p: _euros(prix_mensuel(loi, p, cas.phase.jour)) for p in cas.membres}


def _euros(montant: Decimal | int) -> str:
    return f"{Decimal(montant):.2f}"


def _personne(p: Personne, prix: str) -> PersonneDite:
    return PersonneDite(p.matricule, p.agdref, p.nom, p.prenom, p.sexe, p.naissance, prix)


def _gestionnaire(cas: Cas) -> dict[str, str]:
    return {"type": "CPAM"} if cas.gestionnaire == "CPAM" else {"type": "OC", "numero": cas.gestionnaire}


def _fondements(fondement: Fondement) -> Fondements:
    return Fondements(
        _sans_redite(fondement.regles),
        [ParametreCite(v.nom, v.depuis, v.reference) for v in fondement.parametres],
        [FaitCite(f.id, type(f).__name__, f.survenu_le, f.enregistre_le, f.recu_le) for f in fondement.faits],
    )


@lru_cache(maxsize=1024)
def _sans_redite(regles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(regles))


def _demande_nia(cas: Cas) -> dict[str, Any]:
    un = cas.titulaire
    fmt = cas.origine.agence == "PREFECTURE"
    corps = {
        "ref_demande": f"{cas.reference}/{un.civil}",
        "motif": "APS" if fmt else "RAPATRIEMENT",
        "type_nia": "FMT" if fmt else "STD",
        "identite": {"nom": un.nom, "prenom": un.prenom, "sexe": un.sexe, "date_naissance": un.naissance},
        "agdref": un.agdref,
        "pieces": ["APS"] if fmt else ["IDENTITE"],
    }
    return {k: v for k, v in corps.items() if v}


def _mouvement(issue: str) -> str | None:
    return {"accordee": "OUVERTURE", "revisee": "MODIFICATION", "annulee": "ANNULATION"}.get(issue)


def _droit_oc(corps: DecisionDite, cas: Cas, mouvement: str) -> dict[str, Any]:
    beneficiaires = [
        {"identite": msgspec.structs.replace(un, prix_mensuel=""), "prix_mensuel": un.prix_mensuel or "0.00"}
        for un in corps.beneficiaires
    ]
    droit = {
        "numero_c2s": cas.reference,
        "gestionnaire": corps.gestionnaire,
        "mouvement": mouvement,
        "participation": cas.participation,
        "debut": corps.debut,
        "fin": corps.fin,
        "beneficiaires": beneficiaires,
    }
    return {k: v for k, v in droit.items() if v is not None}
