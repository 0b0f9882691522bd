"""Invitations that wait for an answer: repeated once, then they lapse without penalty."""

from datetime import date

from agents.dossier.droits import Eteinte, Invitee
from agents.dossier.vue import Vue
from agents.rules.dates import plus_mois
from law.regle import regle
from law.valeur import Valeur


@regle("B10", "C05", depuis=date(2022, 1, 1), pivot="decision")
def invitations(vue: Vue, jour: date) -> tuple[Invitee | Eteinte, tuple[Valeur, ...]]:
    """The caisse invites, and invites again when the delay has passed in silence; a later answer is still welcome."""
    delai, relances = vue.au("invitation.delai_mois", jour), vue.au("invitation.relances", jour)
    rang, fin = 1, plus_mois(jour, delai.entier)
    while vue.passe(fin, attend="assures.demarches.v1"):
        if rang > relances.entier:
            return Eteinte(fin, "SANS_REPONSE"), (delai, relances)
        rang, jour, fin = rang + 1, fin, plus_mois(fin, delai.entier)
    return Invitee(jour, rang, fin), (delai, relances)
