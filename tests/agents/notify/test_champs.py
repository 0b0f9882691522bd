"""A case fills every field that its letters name."""

from datetime import date

import pytest

from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Fondement, Invitee, Opposee, Origine, Phase
from agents.notify.champs import champs
from agents.notify.load import GABARITS, render
from contracts.faits import Personne

ANNE = Personne("c1", "MARTIN", "Anne", date(1950, 2, 3), "F")
PAUL = Personne("c2", "MARTIN", "Paul", date(1948, 5, 6), "M")
JOUR = date(2022, 5, 2)


def _cas(phase: Phase, langue: str = "fr") -> Cas:
    origine = Origine("CNAV", "ECHANGE", "751", langue=langue)
    return Cas("C2S", "aspa:abc:2022-05-01", ANNE, (ANNE, PAUL), phase, Fondement((), ()), origine, participation=True)


def test_a_right_is_told_with_its_first_and_its_last_day() -> None:
    fields = champs(_cas(Accordee(JOUR, date(2022, 6, 1), date(2023, 6, 1))), {}, "fr")
    assert (fields["debut"], fields["dernier_jour"]) == ("1er juin 2022", "31 mai 2023")
    assert fields["beneficiaires"] == "- Anne MARTIN\n- Paul MARTIN"


def test_a_paid_right_is_told_with_the_price_of_each() -> None:
    fields = champs(_cas(EnAttente(JOUR, date(2022, 8, 2))), {ANNE: "30.00", PAUL: "30.00"}, "fr")
    assert fields["prix"].startswith("60")
    assert fields["beneficiaires"].count("par mois") == 2
    assert fields["date_limite"] == "2 août 2022"


def test_an_invitation_is_told_with_its_number_and_its_term() -> None:
    fields = champs(_cas(Invitee(JOUR, 2, date(2022, 8, 2))), {}, "fr")
    assert fields["id_invitation"] == "aspa:abc:2022-05-01#2"
    assert fields["date_limite_court"] == "02/08/2022"


def test_what_is_lost_is_told_with_its_motive() -> None:
    assert "ASPA" in champs(_cas(Eteinte(JOUR, "SORTIE_ASPA")), {}, "uk")["motif"]


@pytest.mark.parametrize(("modele", "langue", "canal"), sorted(GABARITS))
def test_a_case_can_fill_any_letter(modele: str, langue: str, canal: str) -> None:
    assert render(modele, langue, canal, champs(_cas(Opposee(JOUR), langue), {}, langue)) is not None
