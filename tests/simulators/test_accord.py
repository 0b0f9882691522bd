"""The core in this process, held against the truth of the scenarios: no right too many, none missing, on no day."""

import pytest

from law.loader import load
from passerelle.coeur import Coeur
from simulators.dialogue import dialoguer
from simulators.lecture import lire, noms
from simulators.simulation import preparer
from simulators.verite.constat import Constat, Ecart
from simulators.verite.tirer import tirer_verite
from tests.simulators.outils import CanalTemoin


def _ecarts(nom: str, graine: int | None = None, foyers: int | None = None) -> list[Ecart]:
    simulation = preparer(lire(nom), graine, foyers)
    loi = load()
    constat = Constat(tirer_verite(simulation, loi))
    canal = CanalTemoin(Coeur(loi, 2), constat.noter)
    dialoguer(simulation.agences, canal, simulation.contexte.debut, simulation.contexte.fin, 2)
    return constat.ecarts()


@pytest.mark.parametrize("nom", [n for n in noms() if n != "mixte"])
def test_a_named_scenario_ends_as_its_truth_says(nom: str) -> None:
    assert _ecarts(nom) == []


@pytest.mark.parametrize("graine", [1, 2])
def test_the_mixed_population_differs_only_where_faults_struck(graine: int) -> None:
    assert [str(e) for e in _ecarts("mixte", graine, 250) if not e.touche_par] == []
