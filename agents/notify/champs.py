"""What a letter says of a case, in words: every field that a template may name."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Invitee, Refusee
from agents.notify.load import MOTS
from agents.notify.mots import caisse, date_courte, date_longue, euros, gestionnaire, liste, motif

_UN_JOUR = timedelta(days=1)


def champs(cas: Cas, corps: Mapping[str, Any], langue: str) -> dict[str, str]:
    """The fields of the letters about a case; `corps` is the body of the decision told, for its prices."""
    membres = [f"{p.prenom} {p.nom}" for p in cas.membres]
    prix = corps.get("prix_mensuel")
    return {
        "caisse": caisse(cas.origine.caisse),
        "prenom": cas.titulaire.prenom,
        "nom": cas.titulaire.nom,
        "jour": date_longue(cas.phase.jour, langue),
        "reference": cas.reference,
        "gestionnaire": gestionnaire(cas.gestionnaire, langue),
        "beneficiaires": liste(_avec_prix(membres, corps, langue)),
        "enfant": membres[0] if membres else "",
        "prix": euros(Decimal(prix)) if prix else "",
        **_phase(cas, langue),
    }


def _avec_prix(membres: list[str], corps: Mapping[str, Any], langue: str) -> list[str]:
    """Each person, with the price of those who pay one."""
    prices = [un.get("prix_mensuel") for un in corps.get("beneficiaires", ())]
    if len(prices) != len(membres):
        return membres
    wording = MOTS[langue]["par_mois"]
    return [
        wording.replace("$nom", nom).replace("$prix", euros(Decimal(prix))) if prix else nom
        for nom, prix in zip(membres, prices, strict=True)
    ]


def _phase(cas: Cas, langue: str) -> dict[str, str]:
    phase = cas.phase
    debut = fin = limite = None
    invitation, code = "", ""
    match phase:
        case Accordee():
            debut, fin = phase.debut, phase.fin and phase.fin - _UN_JOUR
        case EnAttente():
            limite = phase.echeance
        case Invitee():
            limite, invitation = phase.echeance, f"{cas.reference}#{phase.rang}"
        case Refusee() | Eteinte():
            code = phase.motif
        case _:
            pass
    return {
        "debut": _longue(debut, langue),
        "debut_court": date_courte(debut, langue) if debut else "",
        "dernier_jour": _longue(fin, langue),
        "date_limite": _longue(limite, langue),
        "date_limite_court": date_courte(limite, langue) if limite else "",
        "id_invitation": invitation,
        "motif": motif(code, langue),
    }


def _longue(jour: date | None, langue: str) -> str:
    return date_longue(jour, langue) if jour else ""
