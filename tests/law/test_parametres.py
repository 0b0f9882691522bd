"""The shipped law: whole, sourced, and in agreement with the figures that the catalogue quotes."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from law.bareme import plafond, prix
from law.catalogue import CATALOGUE, sections
from law.loader import Loi, load
from law.parametre import Parametre
from law.valeur import Valeur

PARAMETRES = list(load().parametres.values())
METROPOLE = "c2s.plafonds.metropole.sans_participation"
COEFFICIENTS = {"1": "1", "2": "1.5", "3": "1.8", "4": "2.1", "supplement": "0.4"}


def valeurs(parametre: Parametre) -> Iterator[Valeur]:
    return (valeur for valeur in parametre.valeurs if isinstance(valeur, Valeur))


def figures(identifier: str) -> list[Decimal]:
    """The amounts in euros that a quote of the catalogue holds."""
    quote = re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", CATALOGUE[identifier].quote)
    return [Decimal(x) for x in re.findall(r"\d+(?=\s?(?:€|euros))", quote)]


@pytest.mark.parametrize("parametre", PARAMETRES, ids=lambda p: p.nom)
def test_a_parameter_has_a_source_for_each_value(parametre: Parametre) -> None:
    for valeur in valeurs(parametre):
        assert len(valeur.reference) >= 5
        assert valeur.nom == parametre.nom


@pytest.mark.parametrize("parametre", [p for p in PARAMETRES if "plafonds." in p.nom and "sans_p" in p.nom])
def test_ceilings_grow_with_time(parametre: Parametre) -> None:
    for before, after in pairwise(valeurs(parametre)):
        assert all(before.table[key] < after.table[key] for key in before.table)


@pytest.mark.parametrize(("identifier", "key"), [("D05", "1"), ("D06", "2"), ("D07", "3"), ("D08", "4")])
def test_the_ceilings_of_2024_are_those_of_the_slides(loi: Loi, identifier: str, key: str) -> None:
    jour = date(2024, 4, 1)
    free = loi.at(METROPOLE, jour).table[key]
    paid = loi.at("c2s.plafonds.metropole.avec_participation", jour).table[key]
    assert figures(identifier) == [free, paid]


def test_the_supplement_of_2024_is_that_of_the_slides(loi: Loi) -> None:
    assert "4066 €" in CATALOGUE["D09"].quote
    assert "5 490 €" in CATALOGUE["D09"].quote
    assert plafond(loi.at(METROPOLE, date(2024, 4, 1)).table, 6) == 21348 + 2 * 4066
    assert plafond(loi.at("c2s.plafonds.metropole.avec_participation", date(2024, 4, 1)).table, 5) == 28820 + 5490


@pytest.mark.parametrize(
    ("identifier", "key"), [("H08", "1"), ("H09", "2"), ("H10", "3"), ("H11", "4"), ("H12", "supplement")]
)
def test_the_ame_ceilings_of_july_2022_are_those_of_the_slides(loi: Loi, identifier: str, key: str) -> None:
    assert figures(identifier) == [loi.at("ame.plafonds.metropole", date(2022, 7, 1)).table[key]]


@pytest.mark.parametrize(
    ("identifier", "ages"),
    [("D10", (0, 29)), ("D11", (30, 49)), ("D12", (50, 59)), ("D13", (60, 69)), ("D14", (70, 104))],
)
def test_the_participation_is_that_of_the_slides(loi: Loi, identifier: str, ages: tuple[int, int]) -> None:
    table = loi.at("c2s.participation.general", date(2024, 1, 1)).table
    assert [prix(table, age) for age in ages] == figures(identifier) * 2


def test_nobody_pays_more_than_the_maximum(loi: Loi) -> None:
    jour = date(2022, 1, 1)
    maximum = loi.at("c2s.participation.maximum", jour).montant
    for nom in ("c2s.participation.general", "c2s.participation.alsace_moselle"):
        assert max(loi.at(nom, jour).table.values()) <= maximum


@pytest.mark.parametrize("parametre", [p for p in PARAMETRES if "plafonds." in p.nom and len(p.valeurs) > 3])
def test_a_ceiling_is_its_share_of_that_of_one_person_but_for_rounding(parametre: Parametre) -> None:
    for valeur in valeurs(parametre):
        alone = valeur.table["1"]
        for key, coefficient in COEFFICIENTS.items():
            share = Decimal(coefficient)
            assert abs(valeur.table[key] - alone * share) <= 1 + share, (parametre.nom, valeur)


@pytest.mark.parametrize("zone", ["metropole", "outre_mer"])
def test_the_paid_ceiling_is_a_third_and_a_bit_more_within_a_euro(loi: Loi, zone: str) -> None:
    for paid in valeurs(loi.parametre(f"c2s.plafonds.{zone}.avec_participation")):
        free = loi.at(f"c2s.plafonds.{zone}.sans_participation", paid.depuis)
        assert abs(paid.table["1"] - free.table["1"] * Decimal("1.35")) <= 1


def test_overseas_ceilings_are_raised_by_the_legal_rate_within_a_euro(loi: Loi) -> None:
    for overseas in valeurs(loi.parametre("c2s.plafonds.outre_mer.sans_participation")):
        rate = 1 + loi.at("c2s.plafonds.majoration_outre_mer", overseas.depuis).montant
        assert abs(overseas.table["1"] - loi.at(METROPOLE, overseas.depuis).table["1"] * rate) <= 1


def test_the_ame_has_the_ceilings_of_the_free_c2s(loi: Loi) -> None:
    for valeur in valeurs(loi.parametre("ame.plafonds.metropole")):
        assert valeur.table == loi.at(METROPOLE, valeur.depuis).table


@pytest.mark.parametrize(
    ("jour", "single", "couple"),
    [(date(2022, 1, 1), "11001.44", "17079.77"), (date(2024, 6, 1), "12144.27", "18854.02")],
)
def test_the_aspa_is_that_of_its_year(loi: Loi, jour: date, single: str, couple: str) -> None:
    assert loi.at("aspa.plafond", jour).table == {"seul": Decimal(single), "couple": Decimal(couple)}


def test_a_single_person_at_full_aspa_has_a_right_with_participation(loi: Loi) -> None:
    jour = date(2024, 6, 1)
    resources = loi.at("aspa.plafond", jour).table["seul"] - 12 * loi.at("c2s.abattements.aspa", jour).table["seul"]
    paid = loi.at("c2s.plafonds.metropole.avec_participation", jour).table
    assert plafond(loi.at(METROPOLE, jour).table, 1) < resources <= plafond(paid, 1)


def test_the_law_of_the_first_months_was_published_after_its_effect(loi: Loi) -> None:
    for nom in ("rsa.entree_en_vigueur", "aspa.entree_en_vigueur"):
        valeur = loi.at(nom, date(2022, 4, 1))
        assert valeur.publie_le is not None
        assert valeur.publie_le > valeur.jour


def test_the_catalogue_has_its_sections_in_order() -> None:
    assert [rows[0].id[0] for rows in sections(CATALOGUE).values()][:4] == ["A", "B", "C", "D"]
    assert CATALOGUE["B05"].kind == "rule"


def test_a_foyer_has_somebody_and_nobody_a_negative_age(loi: Loi) -> None:
    with pytest.raises(ValueError, match="at least one person"):
        plafond(loi.at(METROPOLE, date(2024, 4, 1)).table, 0)
    with pytest.raises(ValueError, match="no age"):
        prix(loi.at("c2s.participation.general", date(2024, 1, 1)).table, -1)
