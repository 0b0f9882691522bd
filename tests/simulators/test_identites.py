"""Numbers are well formed and given once."""

from datetime import date

import pytest
from stdnum.fr import nir as stdnum_nir

from contracts import nir
from simulators.alea import Alea
from simulators.identites import Registre, cle, cle_fausse

NAISSANCE = date(1984, 5, 12)


@pytest.mark.parametrize("cog", ["75112", "2A004", "2B033", "97105", "97411", "99155", "59350"])
def test_a_nir_says_sex_month_and_place_and_has_its_key(cog: str) -> None:
    numero = Registre().nir(Alea(1, cog), "F", NAISSANCE, cog)
    assert numero[:10] == f"28405{cog}"
    assert nir.shape_defect(numero) is None
    assert nir.person_defect(numero, "F", NAISSANCE) is None
    assert stdnum_nir.is_valid(numero + cle(numero))


def test_keys_seen_in_the_sources_are_found() -> None:
    vecteurs = ("255081416802538", "284058832102532", "284052A32102552", "284052B32102579", "290089915500131")
    assert [cle(v[:13]) for v in vecteurs] == [v[13:] for v in vecteurs]


def test_a_wrong_key_is_wrong_and_looks_like_a_key() -> None:
    for n in range(200):
        numero = Registre().nir(Alea(n, "cle"), "M", NAISSANCE, "75112")
        fausse = cle_fausse(numero)
        assert fausse != cle(numero)
        assert 1 <= int(fausse) <= 97


def test_no_number_is_given_twice() -> None:
    registre = Registre()
    numeros = [registre.nir(Alea(1, "meme"), "F", NAISSANCE, "99155") for _ in range(999)]
    assert len(set(numeros)) == 999
    with pytest.raises(ValueError, match="draw fewer households"):
        registre.nir(Alea(1, "meme"), "F", NAISSANCE, "99155")


def test_other_numbers_have_the_shapes_of_the_catalogue() -> None:
    registre, alea = Registre(), Alea(1, "formes")
    assert len(registre.agdref(alea)) == 10
    assert len(registre.allocataire(alea, "751")) == 7
    assert len(registre.demande_rsa(alea)) == 11
    assert registre.aps(alea, "2A", date(2022, 3, 4)).startswith("APS-2A-202203-")
