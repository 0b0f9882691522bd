"""Lives of people who receive the ASPA: when the exchange shows them, how they answer, whether they adhere."""

from datetime import date

from simulators.alea import Alea
from simulators.lieux import DEPARTEMENTS
from simulators.population import foyer_aspa
from simulators.tirages import Tirages
from simulators.vies.conduites import conduite
from simulators.vies.dates import ajouter_mois, premiers_du_mois
from simulators.vies.modele import Adhesion, VieAspa


def vie_aspa(tirages: Tirages, id_: str, fin: date, *, deja_c2s: bool) -> VieAspa:
    """Someone in stock, or who enters within the period; exits touch only those whom no invitation is waited from."""
    alea, taux = tirages.alea("vie-aspa", id_), tirages.calibration.taux
    foyer = foyer_aspa(tirages, id_)
    mois = premiers_du_mois(tirages.debut, fin)
    entrant, mois_entree = alea.vrai(taux("aspa.entrant")), alea.choix(mois)
    contrat = alea.vrai(taux("aspa.autre_contrat"))
    effet = mois_entree if entrant else ajouter_mois(mois[0], -alea.entier(1, 120))
    sortie = _sortie(alea, taux("aspa.sortant"), mois, deja_c2s=deja_c2s) if not entrant else None
    return VieAspa(
        id=id_,
        foyer=foyer,
        organisme=DEPARTEMENTS[foyer.departement].carsat,
        effet=effet,
        premier_mois=mois_entree if entrant else mois[0],
        conjoint_aspa=alea.vrai(taux("aspa.conjoint_aspa")) and foyer.conjoint is not None,
        conduite=conduite(
            tirages,
            alea,
            repond=taux("aspa.repond_autre_contrat" if contrat else "aspa.repond_sans_contrat"),
            activite=taux("aspa.activite"),
        ),
        adhesion=_adhesion(tirages, alea),
        sortie_mois=sortie,
        motif_sortie="RESSOURCES" if sortie else None,
    )


def _sortie(alea: Alea, part: float, mois: list[date], *, deja_c2s: bool) -> date | None:
    """The month in which the exchange says that the person left: before April, unless she is covered anyway."""
    sort = alea.vrai(part * 2 if deja_c2s else part)
    possibles = [m for m in mois[1:] if deja_c2s or m.month < 4]
    return alea.choix(possibles) if sort and possibles else None


def _adhesion(tirages: Tirages, alea: Alea) -> Adhesion | None:
    taux, intervalle = tirages.calibration.taux, tirages.calibration.delai("aspa.delai_adhesion")
    renvoie, incomplet = alea.vrai(taux("aspa.adhesion")), alea.vrai(taux("aspa.adhesion_incomplete"))
    delai, moyen = alea.entier(*intervalle), alea.vrai(taux("aspa.prelevement"))
    if not renvoie:
        return None
    return Adhesion(delai, max(1, delai // 2) if incomplet else None, "PRELEVEMENT" if moyen else "CHEQUE")
