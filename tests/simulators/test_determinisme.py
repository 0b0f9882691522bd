"""Same seed and scenario, same bytes: whatever the hash seed of Python, whichever agencies speak beside."""

import os
import subprocess
import sys

import pytest

from simulators.dialogue import dialoguer
from simulators.lecture import lire, noms
from simulators.simulation import preparer
from tests.simulators.outils import PARTITIONS, CanalMemoire, empreinte, vivre

PROGRAMME = """
import json, sys
from hashlib import sha256
from tests.simulators.outils import empreinte, vivre
from simulators.verite.tirer import tirer_verite
simulation, canal = vivre(sys.argv[1], foyers=120 if sys.argv[1] == "mixte" else None)
verite = json.dumps(list(tirer_verite(simulation).lignes()))
print(empreinte(canal.messages), sha256(verite.encode()).hexdigest())
"""


def _empreintes(scenario: str, hash_seed: str) -> str:
    env = os.environ | {"PYTHONHASHSEED": hash_seed}
    fini = subprocess.run(
        [sys.executable, "-c", PROGRAMME, scenario], env=env, capture_output=True, text=True, check=True
    )
    return fini.stdout


@pytest.mark.parametrize("scenario", ["mixte", "aps-mineur-oublie"])
def test_feeds_and_truth_do_not_depend_on_the_process(scenario: str) -> None:
    assert _empreintes(scenario, "1") == _empreintes(scenario, "4242")


@pytest.mark.parametrize("scenario", noms())
def test_another_seed_gives_other_people(scenario: str) -> None:
    foyers = 40 if scenario == "mixte" else None
    _, premiere = vivre(scenario, foyers=foyers)
    _, seconde = vivre(scenario, foyers=foyers, graine=7)
    assert empreinte(premiere.messages) != empreinte(seconde.messages)


@pytest.mark.parametrize("absente", ["cnaf", "cnav", "prefecture", "assures"])
def test_an_agency_that_is_silent_changes_no_byte_of_the_others(absente: str) -> None:
    scenario = lire("mixte")
    entier = preparer(scenario, foyers=150)
    sans = preparer(
        scenario.model_copy(update={"agences": tuple(a for a in scenario.agences if a != absente)}), foyers=150
    )
    canaux = []
    for simulation in (entier, sans):
        canal = CanalMemoire()
        dialoguer(simulation.agences, canal, scenario.debut, scenario.fin, PARTITIONS)
        canaux.append(canal)
    topics = {agence.topic for agence in sans.agences}
    for topic in sorted(topics):
        avec, prives = ([m for m in canal.messages if m.topic == topic] for canal in canaux)
        assert empreinte(avec) == empreinte(prives), topic
