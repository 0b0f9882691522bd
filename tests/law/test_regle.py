"""A rule declares which statements it applies; coverage is computed from that."""

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest

from law.coverage import bilan, couverture, en_json
from law.loader import Loi
from law.regle import Pivot, registre, regle

D = date(2022, 1, 1)


@pytest.fixture(autouse=True)
def _registre_vide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("law.regle._REGISTRE", {})


def accorder(jour: date) -> date:
    """Granted without any step.

    More is said here.
    """
    return jour


def test_a_declared_rule_is_the_same_function_with_its_ids() -> None:
    rule = regle("B05", "B06", depuis=D, pivot="demande")(accorder)
    assert rule is accorder
    assert rule.ids == ("B05", "B06")
    assert rule(D) == D


def test_a_declaration_holds_the_sentence_of_law_and_the_period() -> None:
    regle("B05", depuis=D, jusqua=date(2022, 12, 31), pivot="demande")(accorder)
    (declaration,) = registre()
    assert declaration.phrase == "Granted without any step."
    assert declaration.fonction == "accorder"
    assert declaration.module == __name__
    assert (declaration.depuis, declaration.jusqua, declaration.pivot) == (D, date(2022, 12, 31), "demande")


def test_a_module_imported_again_declares_its_rules_once() -> None:
    regle("B05", depuis=D, pivot="demande")(accorder)
    regle("B06", depuis=D, pivot="demande")(accorder)
    assert [x.ids for x in registre()] == [("B06",)]


@pytest.mark.parametrize(
    ("declare", "message"),
    [
        (lambda: regle("B99", depuis=D, pivot="demande"), "unknown catalogue id 'B99'"),
        (lambda: regle(depuis=D, pivot="demande"), "at least one catalogue id"),
        (lambda: regle("B05", depuis=D, jusqua=date(2021, 1, 1), pivot="demande"), "put depuis before jusqua"),
        (lambda: regle("B05", depuis=D, pivot=cast("Pivot", "lune")), "unknown pivot 'lune'"),
    ],
)
def test_a_wrong_declaration_stops_the_import(declare: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        declare()


def test_a_rule_without_its_sentence_stops_the_import() -> None:
    def mute() -> None: ...

    pivot: Pivot = "demande"
    with pytest.raises(ValueError, match="docstring"):
        regle("B05", depuis=D, pivot=pivot)(mute)


def test_coverage_tells_rules_parameters_and_gaps_apart(loi: Loi) -> None:
    regle("B05", depuis=D, pivot="demande")(accorder)
    lignes = {x.entree.id: x for x in couverture(registre(), loi.parametres.values())}
    assert lignes["B05"].etat == "regle"
    assert lignes["B05"].parametres == ("rsa.teleservice_ouvert_le",)
    assert lignes["D05"].etat == "parametre"
    assert lignes["E09"].etat == "aucun"
    assert "A01" not in lignes, "actors are no law"
    assert "B12" not in lignes, "neither are calibrations"


def test_coverage_counts_by_section(loi: Loi) -> None:
    regle("B05", depuis=D, pivot="demande")(accorder)
    lignes = couverture(registre(), loi.parametres.values())
    totals = bilan(lignes)["RSA → C2S sans participation"]
    assert totals["regle"] == 1
    assert sum(totals.values()) == 13
    assert sum(sum(counts.values()) for counts in bilan(lignes).values()) == len(lignes) == 246


def test_coverage_is_plain_data_too(loi: Loi) -> None:
    regle("B05", depuis=D, pivot="demande")(accorder)
    catalogue = en_json(couverture(registre(), loi.parametres.values()))["catalogue"]
    assert isinstance(catalogue, list)
    row = next(x for x in catalogue if x["id"] == "B05")
    assert row["etat"] == "regle"
    assert row["regles"] == [
        {
            "fonction": f"{__name__}.accorder",
            "phrase": "Granted without any step.",
            "depuis": "2022-01-01",
            "jusqua": None,
            "pivot": "demande",
        }
    ]
