"""The law is asked by name and date, and answers with the value then in force and where it comes from."""

import pickle
import timeit
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from law.erreurs import LoiIncomplete, ParametreInconnu
from law.loader import Loi, load
from tests.law.conftest import Ecrire

PLAFOND = "c2s.plafonds.metropole.sans_participation"
REVIEW = "    reviewed: 2026-11-22\n"
SECONDE = f"  - depuis: 2023-04-01\n    valeur: 18\n    reference: x\n    publie_le: null\n{REVIEW}"


@pytest.mark.parametrize(
    ("jour", "expected"),
    [
        (date(2022, 6, 30), "9203"),
        (date(2022, 7, 1), "9571"),
        (date(2023, 3, 31), "9571"),
        (date(2023, 4, 1), "9719"),
    ],
)
def test_a_value_holds_from_its_day_to_the_eve_of_the_next(loi: Loi, jour: date, expected: str) -> None:
    assert loi.at(PLAFOND, jour).table["1"] == Decimal(expected)


def test_a_value_says_where_it_comes_from(loi: Loi) -> None:
    valeur = loi.at("rsa.entree_en_vigueur", date(2022, 2, 3))
    assert valeur.jour == date(2022, 1, 1)
    assert "2022-565" in valeur.reference
    assert valeur.publie_le == date(2022, 4, 17)
    assert valeur.nom == "rsa.entree_en_vigueur"


def test_each_unit_has_its_reading(loi: Loi) -> None:
    jour = date(2022, 8, 1)
    assert loi.at("c2s.duree_mois", jour).entier == 12
    assert loi.at("rsa.montant_base", jour).montant == Decimal("598.54")
    assert loi.at("aspa.conjoint_teste_depuis", jour).vrai is False
    assert loi.at("aps.effet", jour).texte == "date_aps"


def test_a_reading_of_another_unit_is_a_mistake_of_the_rule(loi: Loi) -> None:
    with pytest.raises(TypeError, match=r"c2s\.duree_mois is not a date: 12"):
        _ = loi.at("c2s.duree_mois", date(2022, 8, 1)).jour


def test_the_partner_is_tested_from_the_day_after_the_decree_was_published(loi: Loi) -> None:
    assert not loi.at("aspa.conjoint_teste_depuis", date(2023, 7, 28)).vrai
    assert loi.at("aspa.conjoint_teste_depuis", date(2023, 7, 29)).vrai


def test_before_the_first_value_there_is_no_law(loi: Loi) -> None:
    with pytest.raises(LoiIncomplete, match="no value on 2001-01-01"):
        loi.at("c2s.duree_mois", date(2001, 1, 1))


def test_after_a_value_ended_its_reason_is_said(loi: Loi) -> None:
    with pytest.raises(LoiIncomplete, match="2026-05-01: la revalorisation"):
        loi.at("asi.plafond", date(2026, 5, 1))


def test_an_unknown_name_is_refused_with_a_suggestion(loi: Loi) -> None:
    with pytest.raises(ParametreInconnu, match=r"did you mean 'c2s\.duree_mois'"):
        loi.at("c2s.dure_mois", date(2022, 1, 1))


def test_tables_are_frozen(loi: Loi) -> None:
    assert isinstance(loi.at(PLAFOND, date(2022, 1, 1)).table, MappingProxyType)


def test_another_process_gets_the_same_law(loi: Loi) -> None:
    copy = pickle.loads(pickle.dumps(loi))  # noqa: S301  # our own bytes
    assert copy.digest == loi.digest


def test_the_digest_is_that_of_the_content(ecrire: Ecrire) -> None:
    first = load(ecrire()).digest
    assert len(first) == 8
    assert load(ecrire(("description: Durée du droit", "# a comment\ndescription: Durée"))).digest == first
    assert load(ecrire(("valeur: 12", "valeur: 11"))).digest != first
    assert load(ecrire(("2019-11-01", "2019-12-01"))).digest != first
    assert load(ecrire((REVIEW, REVIEW + SECONDE))).digest != first


def test_a_repeated_question_is_cheap(loi: Loi) -> None:
    jour = date(2022, 8, 1)
    loi.at(PLAFOND, jour)
    best = min(timeit.repeat(lambda: loi.at(PLAFOND, jour), number=10_000, repeat=5)) / 10_000
    assert best < 3e-6, "ten times what is aimed at: the cache is gone"


def test_odd_dates_do_not_fill_the_memory(loi: Loi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("law.loader._CACHE_MAX", 10)
    for day in range(1, 29):
        loi.at("c2s.duree_mois", date(2024, 2, day))
    assert len(loi._cache) <= 10
