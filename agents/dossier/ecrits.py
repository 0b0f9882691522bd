"""What a change of the rights sends out: the decision, and what it tells to the person, to the SNGI and to the OC."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from agents.dossier.decide import Changement
from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Invitee, Refusee
from agents.dossier.ids import id_decision
from agents.dossier.lettres import Envelopper, lettres
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
    corps = _corps(changement, cas, contexte.loi)
    type_ = f"fr.cnam.{cas.nature.lower()}.{changement.issue}.v1"
    yield message(contexte, CPAM_DECISIONS, type_, identifiant, corps, cas)
    yield from lettres(cas, changement.issue, identifiant, changement.avant, _enveloppe(contexte, cas), corps)
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


def _headers(ident: str, type_: str, jour: date) -> Headers:
    return (
        ("ce_specversion", b"1.0"),
        ("ce_id", ident.encode()),
        ("ce_source", SOURCE),
        ("ce_type", type_.encode()),
        ("ce_time", f"{jour}T00:00:00Z".encode()),
        ("content-type", b"application/json"),
    )


def _corps(changement: Changement, cas: Cas, loi: Loi) -> dict[str, Any]:
    phase, revision = cas.phase, changement.revision
    prix = _prix(cas, loi)
    corps: dict[str, Any] = {
        "reference": cas.reference,
        "revision": revision,
        "remplace": id_decision(changement.cle, revision - 1) if revision else None,
        "jour": phase.jour,
        "titulaire": _personne(cas.titulaire, None),
        "beneficiaires": [_personne(p, prix.get(p)) for p in cas.membres],
        "participation": cas.participation,
        "prix_mensuel": _euros(sum(prix.values())) if prix else None,
        "gestionnaire": _gestionnaire(cas) if cas.nature == "C2S" else None,
        "canal": cas.origine.canal,
        "agence": cas.origine.agence,
        "caisse": cas.origine.caisse,
        "fondements": _fondements(cas),
        "droit": cas.nature,
        "issue": changement.issue.upper(),
    }
    match phase:
        case Accordee():
            corps |= {"debut": phase.debut, "fin": phase.fin}
        case EnAttente():
            corps |= {"en_attente": "ADHESION", "echeance": phase.echeance}
        case Invitee():
            corps |= {"echeance": phase.echeance, "rang": phase.rang}
        case Refusee() | Eteinte():
            corps |= {"motif": phase.motif}
    return {k: v for k, v in corps.items() if v is not None and v != ""}


def _prix(cas: Cas, loi: Loi) -> dict[Personne, Decimal]:
    if not cas.participation or not isinstance(cas.phase, (Accordee, EnAttente)):
        return {}
    return {p: prix_mensuel(loi, p, cas.phase.jour) for p in cas.membres}


def _euros(montant: Decimal | int) -> str:
    return f"{Decimal(montant):.2f}"


def _personne(personne: Personne, prix: Decimal | None) -> dict[str, Any]:
    corps = {
        "matricule": personne.matricule,
        "agdref": personne.agdref,
        "nom": personne.nom,
        "prenom": personne.prenom,
        "sexe": personne.sexe,
        "date_naissance": personne.naissance,
        "prix_mensuel": _euros(prix) if prix is not None else "",
    }
    return {k: v for k, v in corps.items() if v}


def _gestionnaire(cas: Cas) -> dict[str, str]:
    return {"type": "CPAM"} if cas.gestionnaire == "CPAM" else {"type": "OC", "numero": cas.gestionnaire}


def _fondements(cas: Cas) -> dict[str, Any]:
    fondement = cas.fondement
    return {
        "regles": tuple(dict.fromkeys(fondement.regles)),
        "parametres": [{"nom": v.nom, "depuis": v.depuis, "reference": v.reference} for v in fondement.parametres],
        "faits": [
            {
                "id": f.id,
                "type": type(f).__name__,
                "survenu_le": f.survenu_le,
                "enregistre_le": f.enregistre_le,
                "recu_le": f.recu_le,
            }
            for f in fondement.faits
        ],
    }


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


def _droit_oc(corps: dict[str, Any], cas: Cas, mouvement: str) -> dict[str, Any]:
    beneficiaires = [
        {
            "identite": {k: v for k, v in un.items() if k != "prix_mensuel"},
            "prix_mensuel": un.get("prix_mensuel", "0.00"),
        }
        for un in corps["beneficiaires"]
    ]
    droit = {
        "numero_c2s": cas.reference,
        "gestionnaire": corps["gestionnaire"],
        "mouvement": mouvement,
        "participation": cas.participation,
        "debut": corps.get("debut"),
        "fin": corps.get("fin"),
        "beneficiaires": beneficiaires,
    }
    return {k: v for k, v in droit.items() if v is not None}
