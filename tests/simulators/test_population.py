"""The population is calibrated, sound, and grows without changing who was there."""

from collections.abc import Callable
from datetime import date

import pytest

from contracts import nir
from simulators.calibration import Calibration, fichier
from simulators.identites import Registre
from simulators.lecture import lire
from simulators.simulation import preparer
from simulators.tirages import Tirages
from simulators.vies.modele import Monde
from simulators.vies.monde import monde_mixte, repartir

DEBUT, FIN = date(2022, 1, 1), date(2022, 6, 30)


def _monde(graine: int = 1, foyers: int = 3000) -> Monde:
    tirages = Tirages(graine, Calibration(), Registre(), DEBUT)
    return monde_mixte(tirages, FIN, foyers, {"rsa": 0.62, "aspa": 0.2, "aps": 0.15, "rapatries": 0.03})


@pytest.fixture(scope="module")
def monde() -> Monde:
    return _monde()


def _part(oui: int, sur: int) -> float:
    return oui / sur


Mesure = Callable[[Monde], float]
PARTS: dict[str, Mesure] = {
    "rsa.papier": lambda m: _part(sum(v.canal == "PAPIER" for v in m.rsa), len(m.rsa)),
    "rsa.rejet": lambda m: _part(sum(not v.ouvert for v in m.rsa), len(m.rsa)),
    "foyer.seul": lambda m: _part(
        sum(len([x for x in v.foyer.membres if x.lien != "AUTRE"]) == 1 for v in m.rsa), len(m.rsa)
    ),
    "foyer.femmes": lambda m: _part(sum(v.foyer.demandeur.sexe == "F" for v in m.rsa), len(m.rsa)),
    "aspa.deja_c2s": lambda m: _part(
        sum(c.c2s_debut is not None for c in m.couvertures if c.id.startswith("A")), len(m.aspa)
    ),
    "rsa.deja_c2s": lambda m: _part(
        sum(c.c2s_debut is not None for c in m.couvertures if c.id.startswith("R")), len(m.rsa)
    ),
    "aps.femmes": lambda m: _part(sum(v.foyer.demandeur.sexe == "F" for v in m.aps), len(m.aps)),
}


@pytest.mark.parametrize("nom", PARTS)
def test_shares_are_those_of_the_calibration(monde: Monde, nom: str) -> None:
    assert PARTS[nom](monde) == pytest.approx(Calibration().taux(nom), abs=0.045)


def test_managers_are_chosen_as_by_first_claimants(monde: Monde) -> None:
    choix = [v.conduite.gestionnaire for v in monde.aspa]
    assert _part(choix.count("CPAM"), len(choix)) == pytest.approx(0.40, abs=0.045)


def test_every_rate_cites_the_catalogue_or_says_that_it_is_assumed() -> None:
    for nom, taux in fichier().items():
        assert taux.ids or "assumption" in taux.note, nom
        valeur = taux.valeur if isinstance(taux.valeur, tuple) else (taux.valeur, taux.valeur)
        assert valeur[0] <= valeur[1]


def test_everyone_is_someone_else_and_has_sound_numbers(monde: Monde) -> None:
    personnes = monde.personnes()
    numeros = [n for p in personnes for n in (p.nir, p.nia, p.nir_futur, p.agdref) if n]
    civils = [(p.nom, p.prenoms[0], p.naissance, p.sexe) for p in personnes]
    assert len(set(numeros)) == len(numeros)
    assert len(set(civils)) == len(civils)
    for p in personnes:
        for numero in (p.nir, p.nia, p.nir_futur):
            if numero:
                assert nir.shape_defect(numero) is None
                assert nir.person_defect(numero, p.sexe, p.naissance) is None


def test_displaced_adults_hold_an_aps_and_an_agdref_number(monde: Monde) -> None:
    for vie in monde.aps:
        assert vie.titulaire.agdref
        assert vie.titulaire.age(vie.delivree) >= 18
        assert vie.delivree >= vie.entree >= date(2022, 2, 24)
        assert all(m.personne.age(FIN) < 18 for m in vie.mineurs)


def test_rights_in_stock_end_after_the_demo(monde: Monde) -> None:
    assert all(c.c2s_fin is None or c.c2s_fin > FIN for c in monde.couvertures)


def test_the_number_of_households_is_kept() -> None:
    assert sum(repartir(2001, {"rsa": 0.5, "aps": 0.3}).values()) == 2001


def test_more_households_change_nothing_in_the_lives_of_the_first_ones() -> None:
    peu, beaucoup = _monde(foyers=60), _monde(foyers=120)
    assert [v.depot for v in peu.rsa] == [v.depot for v in beaucoup.rsa[: len(peu.rsa)]]


def test_the_demo_has_two_thousand_households() -> None:
    monde = preparer(lire("mixte")).monde
    foyers = {v.foyer.id for vies in (monde.rsa, monde.aspa, monde.aps, monde.rapatries) for v in vies}
    assert len(foyers) >= 2000
