"""The indicators of a run, held to counts made from the truth alone."""

from datetime import date
from pathlib import Path

import pytest

from passerelle.attribution import ISSUES, attributions
from passerelle.indicateurs import indicateurs
from passerelle.lectures import Lectures
from passerelle.mesures import Indicateur, Part, comparer, jours_ouvres
from simulators.lecture import lire
from simulators.simulation import preparer
from simulators.verite.modele import Verite
from simulators.verite.tirer import tirer_verite
from streams.journal import Journal
from tests.passerelle.conftest import HOUSEHOLDS


@pytest.fixture(scope="module")
def verite() -> Verite:
    return tirer_verite(preparer(lire("mixte"), 7, HOUSEHOLDS))


@pytest.fixture(scope="module")
def lectures(run_in_files: Path) -> Lectures:
    lues = Lectures()
    lues.prendre(Journal(run_in_files / "journal.zst").records())
    return lues


@pytest.fixture(scope="module")
def lus(lectures: Lectures, verite: Verite) -> dict[tuple[int, str], Indicateur]:
    return {(i.numero, i.groupe): i for i in indicateurs(lectures, verite)}


def test_the_five_are_there_by_group(lus: dict[tuple[int, str], Indicateur]) -> None:
    assert {numero for numero, _ in lus} == {1, 2, 3, 4, 5}
    assert {groupe for numero, groupe in lus if numero == 5} == {"holders", "listed minors"}
    assert len([groupe for numero, groupe in lus if numero == 3]) == 6


def test_nothing_that_was_due_is_missed_and_nothing_is_undue(lus: dict[tuple[int, str], Indicateur]) -> None:
    for indicateur in lus.values():
        for part in (indicateur.rappel, indicateur.precision):
            assert part is None or part.n == part.sur


def test_automatic_grants_are_those_of_the_teleservice_that_needed_no_letter(
    lus: dict[tuple[int, str], Indicateur], verite: Verite
) -> None:
    accordees = [
        suite
        for suite in verite.suites
        if suite.canal == "TELESERVICE" and suite.issue in {"ACCORDEE", "ANNULEE"} and suite.agence == "CAF"
    ]
    assert lus[1, "CAF"].observe.n == len(accordees) > 0


def test_oppositions_are_counted_on_the_demandes_that_came(lus: dict[tuple[int, str], Indicateur]) -> None:
    vu = lus[2, "téléservice"]
    assert vu.observe == vu.verite


def test_conversion_grows_with_the_days_that_are_left_to_answer(lus: dict[tuple[int, str], Indicateur]) -> None:
    parts = [lus[3, f"ASPA, {jours} days"].observe for jours in (30, 60, 90)]
    assert parts[0].n <= parts[1].n <= parts[2].n
    assert parts[0].sur >= parts[1].sur >= parts[2].sur


def test_every_reference_of_the_lives_is_in_one_line_and_ends_as_they_say(lectures: Lectures, verite: Verite) -> None:
    lignes = attributions(lectures, verite)
    assert sum(sum(ligne.decide.values()) for ligne in lignes) == len(verite.suites)
    assert {nom for ligne in lignes for nom in ligne.decide} <= set(ISSUES)
    assert [ligne for ligne in lignes if ligne.decide != ligne.vrai] == []


def test_a_case_seen_and_not_due_costs_precision_and_one_missed_costs_recall() -> None:
    compare = comparer(1, "n", "g", {"a": True, "b": True, "c": False}, {"a": True, "c": True})
    assert (compare.observe, compare.verite) == (Part(2, 3), Part(2, 2))
    assert (compare.rappel, compare.precision) == (Part(1, 2), Part(1, 2))


def test_a_part_of_nothing_has_no_rate() -> None:
    assert Part(0, 0).taux is None


def test_two_working_days_pass_over_a_week_end() -> None:
    assert jours_ouvres(date(2022, 3, 11), 2) == date(2022, 3, 15)
