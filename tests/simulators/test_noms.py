"""Names are those of the official table."""

import pytest

from simulators.noms import accorder, pool, sans_accent, translitterer


@pytest.mark.parametrize(
    ("ukrainien", "latin"),
    [
        ("Алушта", "Alushta"),
        ("Гадяч", "Hadiach"),
        ("Єнакієве", "Yenakiieve"),
        ("Згурський", "Zghurskyi"),
        ("Їжакевич", "Yizhakevych"),
        ("Йосипівка", "Yosypivka"),
        ("Знам'янка", "Znamianka"),
        ("Щербухи", "Shcherbukhy"),
        ("Ґалаґан", "Galagan"),
        ("Ярошенко", "Yaroshenko"),
        ("Юрій", "Yurii"),
        ("Гоща", "Hoshcha"),
    ],
)
def test_the_examples_of_the_official_table(ukrainien: str, latin: str) -> None:
    assert translitterer(ukrainien) == latin


def test_names_are_upper_case_without_accents() -> None:
    assert sans_accent("Zoé Lœuillet") == "ZOE LOEUILLET"
    for langue in ("fr", "uk"):
        for noms in (*pool(langue).noms.values(), *pool(langue).prenoms.values()):
            assert all(nom.isascii() and nom == nom.upper() for nom in noms)


def test_a_relative_of_the_other_sex_bears_the_name_as_it_agrees() -> None:
    assert accorder("KOVALSKYI", "F") == "KOVALSKA"
    assert accorder("KOVALSKA", "M") == "KOVALSKYI"
    assert accorder("SHEVCHENKO", "F") == "SHEVCHENKO"
