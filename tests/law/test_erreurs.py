"""A law folder that cannot be used is refused with its file, line, field and fix."""

from pathlib import Path

import pytest

from law.erreurs import LoiIncomplete, LoiInvalide
from law.loader import load
from tests.law.conftest import Ecrire

FICHIER = "parametres/c2s/duree_mois.yaml"
REVIEW = "    reviewed: 2026-11-22\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("unite: mois", "unite: moi", 2, "unknown unit 'moi' (did you mean 'mois'?)"),
        ("unite: mois", "unite: date", 6, "12 is no value in 'date'"),
        ("unite: mois", "unité: mois", 2, "unknown field 'unité' (did you mean 'unite'?)"),
        ("unite: mois\n", "", 1, "field 'unite' is missing"),
        ("unite: mois", "unite: mois\nunite: jours", 3, "field 'unite' is written twice"),
        ("unite: mois", "unite: mois\nchoix: [a]", 1, "`choix:` goes with `unite: choix`"),
        ("[D23]", "[D99]", 3, "unknown catalogue id 'D99' (did you mean "),
        ("2019-11-01", "2019-13-01", 5, "'2019-13-01' is no timestamp"),
        ("2019-11-01", "novembre 2019", 5, "'novembre 2019' is no date"),
        ("valeur: 12", "valeur: douze", 6, "'douze' is no value in 'mois'"),
        ("valeur: 12", "valeur: 12.5", 6, "Decimal('12.5') is no value in 'mois'"),
        ("valeur: 12", "valeur: true", 6, "True is no value in 'mois'"),
        ("valeur: 12", "valeur: {1: 12}", 6, "a table of 'mois'"),
        ("valeur: 12", "valeur: null", 6, "a value ends without a reason"),
        ("    reference: L. 861-5 CSS\n", "", 5, "field 'reference' is missing"),
        ("L. 861-5 CSS", '""', 7, "a text is expected"),
        ("2019-10-01", "2027-01-01", 8, "published on 2027-01-01, after its review"),
        ("reviewed: 2026-11-22", "reviewed: null", 9, "a sourced value was never reviewed"),
        (REVIEW, f"{REVIEW}    etat: sur\n", 10, "unknown state 'sur'"),
        (REVIEW, f"{REVIEW}    derives: [2]\n", 10, "unknown key of the table 2"),
        ("unite: mois", "unite: mois\napplicable: {debut: 2023-01-01, fin: 2022-01-01}", 3, "applies from 2023-01-01"),
        ("description: Durée du droit", "description: [", 3, "not YAML"),
    ],
)
def test_a_mistake_is_told_where_it_is(ecrire: Ecrire, old: str, new: str, line: int, message: str) -> None:
    folder = ecrire((old, new))
    with pytest.raises(LoiInvalide) as refusal:
        load(folder)
    assert str(refusal.value).startswith(f"{folder / FICHIER}:{line}: "), refusal.value
    assert message in str(refusal.value)
    assert "\n  fix: " in str(refusal.value)


@pytest.mark.parametrize(
    ("depuis", "message"),
    [("2019-11-01", "two values from 2019-11-01"), ("2018-01-01", "2018-01-01 comes after 2019-11-01")],
)
def test_values_are_in_the_order_of_their_days(ecrire: Ecrire, depuis: str, message: str) -> None:
    again = f"  - depuis: {depuis}\n    valeur: 6\n    reference: x\n    publie_le: null\n{REVIEW}"
    with pytest.raises(LoiInvalide, match=message):
        load(ecrire((REVIEW, REVIEW + again)))


def test_a_parameter_that_starts_too_late_is_a_hole(ecrire: Ecrire) -> None:
    folder = ecrire(("2019-11-01", "2022-03-01"))
    with pytest.raises(LoiIncomplete) as refusal:
        load(folder)
    text = str(refusal.value)
    assert str(folder / FICHIER) in text
    assert "c2s.duree_mois has no value on 2022-01-01" in text
    assert "add the value in force on 2022-01-01" in text


def test_a_value_that_ends_inside_the_period_leaves_a_hole(ecrire: Ecrire) -> None:
    ended = f"{REVIEW}  - depuis: 2024-04-01\n    valeur: null\n    raison: abrogé\n"
    with pytest.raises(LoiIncomplete, match="no value on 2024-04-01, inside the supported period: abrogé"):
        load(ecrire((REVIEW, ended)))


def test_an_open_period_sees_holes_for_ever(ecrire: Ecrire) -> None:
    ended = f"{REVIEW}  - depuis: 2040-01-01\n    valeur: null\n    raison: abrogé\n"
    assert load(ecrire((REVIEW, ended))).noms() == ["c2s.duree_mois"]
    with pytest.raises(LoiIncomplete, match="2040-01-01"):
        load(ecrire((REVIEW, ended), periode="debut: 2022-01-01\nfin: null\n"))


def test_no_value_is_needed_where_the_parameter_says_so(ecrire: Ecrire) -> None:
    folder = ecrire(("2019-11-01", "2022-03-01"), ("unite: mois", "unite: mois\napplicable: {debut: 2022-03-01}"))
    assert load(folder).noms() == ["c2s.duree_mois"]


def test_a_folder_without_parameters_is_no_law(tmp_path: Path) -> None:
    with pytest.raises(LoiInvalide, match="no parameter there"):
        load(tmp_path)


def test_an_empty_file_is_no_parameter(ecrire: Ecrire) -> None:
    folder = ecrire()
    (folder / "parametres" / "vide.yaml").write_text("")
    with pytest.raises(LoiInvalide, match=r"vide\.yaml:1: the file is empty"):
        load(folder)


@pytest.mark.parametrize("periode", ["debut: demain\nfin: null\n", "debut: 2022-01-01\nfin: 2021-01-01\n"])
def test_a_period_has_a_first_and_a_later_last_day(ecrire: Ecrire, periode: str) -> None:
    with pytest.raises(LoiInvalide, match=r"periode\.yaml:1: no period"):
        load(ecrire(periode=periode))
