"""A NIR: the vectors of the Cnam, and what no NIR may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

from contracts.nir import key_defect, key_of, person_defect, shape_defect

VALID = (
    "255081416802538", "284058832102532", "284052A32102552", "284052B32102579",
    "290089915500131", "185029915512311", "210049915504560",
)  # fmt: skip
departments = st.one_of(st.integers(1, 99).map("{:02d}".format), st.sampled_from(("2A", "2B")))
nirs = st.builds(
    "{}{:02d}{:02d}{}{:03d}{:03d}".format,
    st.sampled_from("12"),
    st.integers(0, 99),
    st.integers(1, 12),
    departments,
    st.integers(1, 999),
    st.integers(1, 999),
)


@pytest.mark.parametrize("number", VALID)
def test_the_vectors_hold(number: str) -> None:
    assert shape_defect(number[:13]) is None
    assert key_defect(number[:13], number[13:]) is None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("9990099000000", "nir_sexe"),
        ("1990099000001", "nir_mois"),
        ("1991399000001", "nir_mois"),
        ("0001399999000", "nir_sexe"),
        ("7112312345678", "nnp"),
        ("8278965432189", "nnp"),
        ("2278965432189", "nir_mois"),
        ("5112312345678", "mig"),
        ("28405883210", "nir_longueur"),
        ("284058832102532", "nir_longueur"),
        ("2840500321025", "nir_lieu"),
        ("2840588000025", "nir_lieu"),
        ("2840588321000", "nir_ordre"),
        ("284052C321025", "nir_forme"),
        ("284052a321025", "nir_forme"),
        ("2840588 21025", "nir_forme"),
        ("28405883210٢5", "nir_forme"),
        ("2840588321025\n", "nir_longueur"),
    ],
)
def test_what_no_nir_may_be(number: str, code: str) -> None:
    defect = shape_defect(number)
    assert defect is not None
    assert defect.code == code


@given(nirs)
def test_every_well_shaped_number_has_the_key_of_stdnum(number: str) -> None:
    assert shape_defect(number) is None
    key = key_of(number)
    assert 1 <= int(key) <= 97
    assert len(key) == 2
    assert stdnum_nir.is_valid(number + key)
    assert key_defect(number, key) is None


@given(nirs, st.integers(0, 12), st.integers(1, 9))
def test_one_digit_mistyped_never_keeps_the_key(number: str, place: int, shift: int) -> None:
    if not number[place].isdigit() or (number[5:7] in {"2A", "2B"} and place == 5):
        return
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert shape_defect(wrong) is not None or key_defect(wrong, key_of(number)) is not None


@given(nirs, st.sampled_from("MF"), st.dates(date(1890, 1, 1), date(2026, 1, 1)))
def test_a_number_agrees_with_its_sex_and_month_of_birth_only(number: str, sexe: str, naissance: date) -> None:
    agrees = (number[0] == "1") == (sexe == "M") and number[1:5] == naissance.strftime("%y%m")
    assert (person_defect(number, sexe, naissance) is None) == agrees
