"""Who is meant: a number goes with its type, its key, its person; nobody is spoken of before being born."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.identites import Gestionnaire, Identite, Membre

CLAIRE: dict[str, Any] = {
    "nom_naissance": "LEROY",
    "prenoms": ["Claire"],
    "sexe": "F",
    "date_naissance": "1984-05-12",
    "cog_pays": "99100",
    "nationalite": "99100",
    "matricule": "2840588321025",
    "cle": "32",
    "type": "NIR",
    "certifie": True,
}


def codes(model: type[Any], document: dict[str, Any], jour: date | None = None) -> set[str]:
    try:
        model.model_validate(document, context={"jour": jour})
    except ValidationError as error:
        return {each["type"] for each in error.errors()}
    return set()


def test_a_person_with_a_nir_and_its_key() -> None:
    assert codes(Identite, CLAIRE) == set()


def test_a_nir_without_key_is_accepted() -> None:
    assert codes(Identite, {k: v for k, v in CLAIRE.items() if k != "cle"}) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cle": "33"}, "nir_cle"),
        ({"type": None}, "matricule_sans_type"),
        ({"matricule": None, "cle": None}, "matricule_sans_type"),
        ({"matricule": None, "type": None}, "cle_sans_matricule"),
        ({"matricule": None, "type": None, "cle": None}, "certifie_sans_matricule"),
        ({"type": "NNP"}, "nnp"),
        ({"matricule": "8112312345678", "cle": None}, "nnp"),
        ({"sexe": "M"}, "nir_sexe_discordant"),
        ({"date_naissance": "1984-06-12"}, "nir_naissance_discordante"),
        ({"date_naissance": "1879-12-31"}, "naissance_trop_ancienne"),
        ({"date_naissance": "1984-02-30"}, "date_type"),
        ({"date_naissance": "452000000"}, "date_type"),
        ({"date_naissance": 452000000}, "date_type"),
        ({"certifie": "true"}, "bool_type"),
        ({"prenoms": []}, "too_short"),
        ({"cog_pays": "UKR"}, "string_pattern_mismatch"),
        ({"surnom": "Clairette"}, "extra_forbidden"),
    ],
)
def test_what_an_identity_may_not_be(change: dict[str, Any], code: str) -> None:
    assert code in codes(Identite, CLAIRE | change)


@pytest.mark.parametrize("jour", [date(1984, 5, 12), date(2022, 1, 1), None])
def test_a_person_is_spoken_of_from_birth_on(jour: date | None) -> None:
    assert codes(Identite, CLAIRE, jour) == set()


def test_nobody_is_spoken_of_before_being_born() -> None:
    assert codes(Identite, CLAIRE, date(1984, 5, 11)) == {"naissance_future"}


def test_an_oc_that_is_chosen_is_named_and_the_caisse_need_not_be() -> None:
    assert codes(Gestionnaire, {"type": "OC"}) == {"oc_sans_numero"}
    assert codes(Gestionnaire, {"type": "OC", "numero": "75500017"}) == set()
    assert codes(Gestionnaire, {"type": "CPAM"}) == set()


@pytest.mark.parametrize(
    ("debut", "fin", "code"),
    [
        ("1984-05-12", None, None),
        ("2012-09-01", "2012-09-01", None),
        ("1984-05-11", None, "lien_avant_naissance"),
        ("2012-09-01", "2012-08-31", "fin_avant_debut"),
    ],
)
def test_a_place_in_a_foyer_has_days_that_hold(debut: str, fin: str | None, code: str | None) -> None:
    place = {"identite": CLAIRE, "lien": "DEMANDEUR", "residence_alternee": False, "caisse": "751", "debut": debut}
    assert codes(Membre, place | {"fin": fin}) == ({code} if code else set())
