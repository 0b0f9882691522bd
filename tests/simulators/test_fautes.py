"""Faults have names, rates and effects; who loses something by one is known."""

import json
from datetime import date

import pytest

from contracts.cloudevents import decode
from contracts.errors import Unusable
from simulators.fautes import FAUTES, NOMS, Fautes
from simulators.lecture import lire
from simulators.publication import Publication, message
from simulators.simulation import preparer
from simulators.verite.tirer import tirer_verite
from tests.simulators.outils import record

PERDANTES = {
    "coupe": "NOT_JSON",
    "type-inconnu": "UNKNOWN_TYPE",
    "version-future": "NEWER_VERSION",
    "cle-nir-fausse": "CONTRACT",
    "date-avant-naissance": "CONTRACT",
    "personne-en-double": "CONTRACT",
    "numero-sur-deux-personnes": "CONTRACT",
    "aps-fin-avant-debut": "CONTRACT",
}


def _saines(nom_agence: str) -> list[Publication]:
    simulation = preparer(lire("mixte").model_copy(update={"fautes": {}}), foyers=200)
    return next(a for a in simulation.agences if a.nom == nom_agence).registre.toutes


def _gatees(faute: str) -> list[Publication]:
    agence = "prefecture" if faute.startswith(("aps", "mineur")) else "cnaf"
    fautes = Fautes(1, {agence: {faute: 1.0}})
    return [g for p in _saines(agence) for g in fautes.appliquer(agence, p) if g.faute == faute]


@pytest.mark.parametrize(("faute", "cause"), PERDANTES.items())
def test_a_fault_makes_the_message_unusable_for_its_own_reason(faute: str, cause: str) -> None:
    gatees = _gatees(faute)
    assert gatees
    for p in gatees[:60]:
        with pytest.raises(Unusable) as refus:
            decode(record(message(p)))
        assert refus.value.cause == cause
        assert p.sujets == ()
        assert p.perdus


@pytest.mark.parametrize(
    "faute", ["doublon", "copie", "retard", "desordre", "lot-incomplet", "droit-orphelin", "mineur-oublie"]
)
def test_a_fault_that_spoils_no_message_leaves_it_readable(faute: str) -> None:
    gatees = _gatees(faute)
    assert gatees
    for p in gatees[:60]:
        decode(record(message(p)))


def test_a_duplicate_has_the_same_id_and_bytes_and_a_copy_another_id() -> None:
    for faute, memes in (("doublon", True), ("copie", False)):
        p = _saines("cnaf")[0]
        premiere, seconde = Fautes(1, {"cnaf": {faute: 1.0}}).appliquer("cnaf", p)
        assert premiere == p
        assert (premiere.id == seconde.id) is memes
        assert premiere.valeur == seconde.valeur


def test_a_forgotten_minor_is_lost_and_no_one_else() -> None:
    for p in _gatees("mineur-oublie"):
        assert p.sujets
        assert len(p.perdus) == 1
        assert "/mineur/" in p.perdus[0]
        assert len(json.loads(p.valeur).get("mineurs", [])) == len(p.sujets) - 1


def test_rates_are_kept_and_one_fault_does_not_move_another() -> None:
    saines = _saines("cnaf")
    seule, avec = Fautes(1, {"cnaf": {"coupe": 0.2}}), Fautes(1, {"cnaf": {"coupe": 0.2, "type-inconnu": 0.2}})
    coupes = [[p.id for p in saines if f.appliquer("cnaf", p)[0].faute == "coupe"] for f in (seule, avec)]
    assert coupes[0] == coupes[1]
    assert 0.12 < len(coupes[0]) / len(saines) < 0.28


def test_a_fault_of_one_agency_touches_no_other() -> None:
    p = _saines("cnaf")[0]
    assert Fautes(1, {"cnav": dict.fromkeys(FAUTES, 1.0)}).appliquer("cnaf", p) == [p]


def test_the_demo_uses_every_fault() -> None:
    assert {nom for taux in lire("mixte").fautes.values() for nom in taux} == set(NOMS)


def test_who_lost_something_for_good_is_marked_with_the_fault() -> None:
    scenario = lire("rsa-teleservice").model_copy(update={"fautes": {"cnaf": {"coupe": 1.0}}})
    verite = tirer_verite(preparer(scenario))
    assert verite.touches["couple-oc.0"] == ("coupe",)
    saine = tirer_verite(preparer(lire("rsa-teleservice")))
    assert [d.personne for d in verite.droits] == [d.personne for d in saine.droits], "lives give, feeds lose"


def test_who_was_told_of_again_is_not_marked() -> None:
    scenario = lire("rsa-teleservice").model_copy(update={"fautes": {"cnaf": {"doublon": 1.0, "retard": 0.0}}})
    verite = tirer_verite(preparer(scenario))
    assert verite.touches == {}
    assert any(d.debut == date(2022, 4, 1) for d in verite.droits)
