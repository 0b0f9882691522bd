"""The foyer of the C2S: not that of the RSA, computed from the links between its members."""

from datetime import date

from agents.dossier.vue import Vue
from agents.rules.dates import age
from contracts.faits import Membre, Personne
from law.regle import regle

COUPLE = frozenset({"CONJOINT", "PACS", "CONCUBIN"})


@regle("P08", "D04", depuis=date(2019, 11, 1), pivot="demande")
def foyer_c2s(vue: Vue, membres: tuple[Membre, ...], demande_le: date) -> tuple[Personne, ...]:
    """R. 861-2: the claimant, the partner, and dependants under 25 on the day of the request."""
    limite = vue.au("c2s.foyer_age_limite", demande_le).entier
    retenus: dict[str, Personne] = {}
    for membre in membres:
        if membre.lien == "DEMANDEUR" or membre.lien in COUPLE or _a_charge(membre, demande_le, limite):
            retenus.setdefault(vue.qui[membre.personne.civil], membre.personne)
    return tuple(retenus.values())


def _a_charge(membre: Membre, demande_le: date, limite: int) -> bool:
    charge = membre.lien == "ENFANT" or bool(membre.charge)
    return charge and age(membre.personne.naissance, demande_le) < limite
