"""RSA → C2S without participation: section B, given / when / then."""

from datetime import date

import pytest

from agents.dossier.droits import Accordee, Eteinte, Invitee, Opposee, Refusee
from tests.agents import vies as v


def test_given_a_teleservice_demande_when_the_rsa_opens_then_the_c2s_opens_on_the_first_of_the_next_month() -> None:
    phase = v.c2s([v.demande("10/02"), v.droit("20/02")])
    assert phase == Accordee(date(2022, 2, 20), date(2022, 3, 1), date(2023, 3, 1))


def test_given_a_decision_on_the_first_then_it_still_opens_on_the_first_of_the_next_month() -> None:
    assert v.c2s([v.demande("10/02"), v.droit("01/03")]).debut == date(2022, 4, 1)


@pytest.mark.parametrize("canal", ["TELESERVICE", "PAPIER"])
def test_given_no_rsa_yet_then_nothing_is_granted(canal: str) -> None:
    assert v.c2s([v.demande(canal=canal)]) is None


def test_given_a_right_without_its_demande_then_it_waits() -> None:
    assert v.c2s([v.droit("10/02")]) is None


def test_given_the_right_forty_days_before_the_demande_then_the_demande_completes_it() -> None:
    assert v.c2s([v.droit("10/02"), v.demande("22/03")]).jour == date(2022, 3, 22)


def test_given_a_demande_of_2021_then_the_measure_does_not_apply() -> None:
    assert v.c2s([v.demande("10/02", depot_le=date(2021, 12, 31)), v.droit()]) is None


def test_given_a_demande_of_january_then_it_is_decided_when_the_teleservice_is_live() -> None:
    faits = [v.demande("05/01"), v.droit("20/01")]
    assert v.c2s(faits, "31/01") is None
    assert v.c2s(faits, "01/02") == Accordee(date(2022, 2, 1), date(2022, 3, 1), date(2023, 3, 1))


def test_given_an_opposition_then_nothing_is_granted_and_no_letter_invites() -> None:
    assert isinstance(v.c2s([v.demande(c2s="REFUSEE"), v.droit()]), Opposee)


def test_given_an_opposition_when_a_form_comes_later_then_it_grants() -> None:
    faits = [v.demande("10/02", c2s="REFUSEE"), v.droit("20/02"), v.formulaire("10/05")]
    assert isinstance(v.c2s(faits), Opposee)
    assert v.c2s(faits, reference=f"formulaire:{v.NOEUD}:2022-05-10").debut == date(2022, 6, 1)


def test_given_an_opposition_taken_back_then_the_day_is_that_of_the_withdrawal() -> None:
    faits = [v.demande("10/02"), v.opposition("15/02"), v.droit("20/02"), v.opposition("03/03", "RETRAIT")]
    assert v.c2s(faits, "28/02") is not None
    assert v.c2s(faits) == Accordee(date(2022, 3, 3), date(2022, 4, 1), date(2023, 4, 1))


def test_given_a_letter_of_opposition_once_the_right_runs_then_the_right_stands() -> None:
    assert isinstance(v.c2s([v.demande(), v.droit("20/02"), v.opposition("10/03")]), Accordee)


def test_given_a_letter_of_opposition_before_the_right_runs_then_it_is_opposed() -> None:
    assert isinstance(v.c2s([v.demande(), v.droit("20/02"), v.opposition("25/02")]), Opposee)


def test_given_paper_then_an_invitation_and_no_right() -> None:
    faits = [v.demande(canal="PAPIER"), v.droit("20/02")]
    assert v.c2s(faits, "28/02") == Invitee(date(2022, 2, 20), 1, date(2022, 5, 20))


def test_given_paper_when_nobody_answers_then_invited_again_then_silence_ends_it() -> None:
    faits = [v.demande(canal="PAPIER"), v.droit("20/02")]
    assert v.c2s(faits, "19/05").rang == 1
    assert v.c2s(faits, "20/05") == Invitee(date(2022, 5, 20), 2, date(2022, 8, 20))
    assert v.c2s(faits, "20/08") == Eteinte(date(2022, 8, 20), "SANS_REPONSE")


def test_given_the_feed_of_answers_is_late_then_an_invitation_does_not_lapse() -> None:
    faits = [v.demande(canal="PAPIER"), v.droit("20/02")]
    assert v.droits(faits, "20/05", ("assures.demarches.v1",))[f"C2S|{v.RSA}"].phase.rang == 1


def test_given_paper_when_the_household_answers_then_it_is_granted_with_that_household_and_manager() -> None:
    faits = [
        v.demande(canal="PAPIER"),
        v.droit("20/02", retenus=v.FAMILLE),
        v.reponse("01/06", foyer=v.FAMILLE, gestionnaire="75500017"),
    ]
    cas = v.droits(faits)[f"C2S|{v.RSA}"]
    assert cas.phase == Accordee(date(2022, 6, 1), date(2022, 7, 1), date(2023, 7, 1))
    assert cas.membres == (v.ANNA, v.PAUL, v.LEA)
    assert cas.gestionnaire == "75500017"


def test_given_an_unsigned_answer_then_still_invited() -> None:
    assert isinstance(v.c2s([v.demande(canal="PAPIER"), v.droit(), v.reponse("01/03", signee=False)], "05/03"), Invitee)


def test_given_paper_of_2023_then_it_is_worth_the_teleservice() -> None:
    faits = [v.demande("2023-02-10", canal="PAPIER"), v.droit("2023-02-20")]
    assert isinstance(v.c2s(faits, "2023-03-01"), Accordee)


def test_given_a_refused_rsa_then_nothing() -> None:
    assert v.c2s([v.demande(), v.rejet("20/02")]) is None


def test_given_a_granted_rsa_that_is_cancelled_then_the_c2s_no_longer_stands() -> None:
    assert v.c2s([v.demande(), v.droit(), v.annulation_rsa("10/04")]) == Eteinte(date(2022, 4, 10), "RSA_ANNULE")


def test_given_an_rsa_closed_or_suspended_then_the_right_runs_to_its_term() -> None:
    for mouvement in ("SUSPENDU", "FERME"):
        assert isinstance(v.c2s([v.demande(), v.droit(), v.annulation_rsa("10/04", mouvement)]), Accordee)


def test_given_a_correction_of_the_demande_then_the_day_of_the_decision_is_kept() -> None:
    correction = v.demande("05/04", id="correction", depot_le=date(2022, 2, 10), foyer=v.FAMILLE)
    cas = v.droits([v.demande("10/02"), v.droit("20/02", retenus=v.FAMILLE), correction])[f"C2S|{v.RSA}"]
    assert cas.phase.jour == date(2022, 2, 20)
    assert cas.membres == (v.ANNA, v.PAUL, v.LEA)


def test_given_a_correction_that_creates_the_right_then_its_day_counts() -> None:
    correction = v.demande("05/04", id="correction", depot_le=date(2022, 2, 10))
    assert v.c2s([v.demande("10/02", canal="PAPIER"), v.droit("20/02"), correction]).jour == date(2022, 4, 5)


def test_given_someone_already_covered_then_no_second_c2s() -> None:
    faits = [v.reprise(c2s=("2021-09-01", "2022-09-01")), v.demande(), v.droit()]
    assert v.c2s(faits) == Refusee(date(2022, 2, 20), "DEJA_COUVERT")


def test_given_the_rsa_then_the_puma_opens_on_its_effect_for_who_has_none() -> None:
    cas = v.droits([v.reprise(), v.demande(), v.droit(retenus=v.FAMILLE)])
    assert {c.titulaire for c in cas.values() if c.nature == "PUMA"} == {v.PAUL, v.LEA}
    assert cas[f"PUMA|{v.RSA}|{v.PAUL.numero}"].phase.debut == date(2022, 2, 1)


def test_given_a_child_of_25_then_not_in_the_foyer_of_the_c2s() -> None:
    grand = v.membre(v.personne("Marc", "1997-02-10"), "ENFANT", "FISCALE")
    jeune = v.membre(v.personne("Lou", "1997-02-11"), "ENFANT", "FISCALE")
    foyer = (v.membre(v.ANNA), grand, jeune)
    cas = v.droits([v.demande("10/02", foyer=foyer), v.droit(retenus=foyer)])[f"C2S|{v.RSA}"]
    assert cas.membres == (v.ANNA, jeune.personne)


def test_given_children_outside_the_rsa_then_the_c2s_covers_them_if_they_have_puma() -> None:
    lea = v.membre(v.LEA, "ENFANT", "FISCALE")
    sans = v.droits([v.demande(), v.droit(hors_rsa=(lea,))])[f"C2S|{v.RSA}"]
    avec = v.droits([v.reprise(v.LEA), v.demande(), v.droit(hors_rsa=(lea,))])[f"C2S|{v.RSA}"]
    assert (sans.membres, avec.membres) == ((v.ANNA,), (v.ANNA, v.LEA))
