"""How people behave with our letters, and whom they choose to manage their C2S."""

from simulators.alea import Alea
from simulators.tirages import Tirages
from simulators.vies.modele import CPAM, CanalAssure, Conduite

# Numbers of complementary bodies: eight digits, invented.
ORGANISMES = ("75500017", "75500025", "31000043", "69100051", "59000068", "44000076", "33000084", "13000092")
_EN_LIGNE: tuple[CanalAssure, ...] = ("COMPTE_AMELI", "EMAIL", "GUICHET")


def gestionnaire(tirages: Tirages, alea: Alea) -> str:
    """`CPAM`, or the number of a complementary body (N04)."""
    cpam, organisme = alea.vrai(tirages.calibration.taux("gestionnaire.cpam")), alea.choix(ORGANISMES)
    return CPAM if cpam else organisme


def conduite(tirages: Tirages, alea: Alea, repond: float | None = None, activite: float = 0.0) -> Conduite:
    """Answers the first letter, or the second one, or none; some oppose (B07)."""
    taux, intervalle = tirages.calibration.taux, tirages.calibration.delai("invite.delai")
    premier = alea.vrai(taux("invite.repond_1") if repond is None else repond)
    second = alea.vrai(taux("invite.repond_2"))
    delai_1, delai_2 = alea.entier(*intervalle), alea.entier(*intervalle)
    papier, en_ligne = alea.vrai(taux("invite.papier")), alea.choix(_EN_LIGNE)
    return Conduite(
        delais=(delai_1, None) if premier else (None, delai_2 if second else None),
        canal="COURRIER" if papier else en_ligne,
        gestionnaire=gestionnaire(tirages, alea),
        activite=alea.vrai(activite),
        oppose=alea.vrai(taux("invite.oppose")),
    )
