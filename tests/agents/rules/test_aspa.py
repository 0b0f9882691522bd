"""ASPA → C2S with participation: section C, given / when / then."""

from datetime import date

from agents.dossier.droits import Accordee, EnAttente, Eteinte, Invitee, Opposee, Refusee
from contracts.faits import Reponse
from tests.agents import vies as v

SEULE = (v.membre(v.VIEILLE),)
COUPLE = (v.membre(v.VIEILLE), v.membre(v.MARI, "CONJOINT"))
INACTIVE = ((v.VIEILLE.numero, False),)


def reponse(recu: str = "20/04", **champs: object) -> Reponse:
    return v.reponse(recu, v.ASPA, **({"foyer": SEULE, "activite": INACTIVE} | champs))


def test_given_a_line_of_the_exchange_then_invited_and_no_right() -> None:
    assert v.c2s([v.ligne("05/04")], "30/04", v.ASPA) == Invitee(date(2022, 4, 5), 1, date(2022, 7, 5))


def test_given_a_line_known_before_the_measure_then_invited_on_the_first_of_april() -> None:
    assert v.c2s([v.ligne("05/02")], "31/03", v.ASPA) is None
    assert v.c2s([v.ligne("05/02")], "01/04", v.ASPA).jour == date(2022, 4, 1)


def test_given_an_answer_without_activity_then_granted_and_waiting_for_the_adhesion() -> None:
    cas = v.droits([v.ligne(), reponse(gestionnaire="75500017")])[f"C2S|{v.ASPA}"]
    assert cas.phase == EnAttente(date(2022, 4, 20), date(2022, 7, 20))
    assert cas.participation
    assert cas.gestionnaire == "75500017"


def test_given_the_adhesion_then_it_opens_on_the_first_of_the_month_after_its_receipt() -> None:
    phase = v.c2s([v.ligne(), reponse(), v.adhesion("12/05", recue="30/04")], reference=v.ASPA)
    assert phase == Accordee(date(2022, 5, 12), date(2022, 5, 1), date(2023, 5, 1))


def test_given_no_adhesion_in_three_months_then_it_lapses() -> None:
    assert v.c2s([v.ligne(), reponse()], "19/07", v.ASPA) == EnAttente(date(2022, 4, 20), date(2022, 7, 20))
    assert v.c2s([v.ligne(), reponse()], "20/07", v.ASPA) == Eteinte(date(2022, 7, 20), "ADHESION_NON_RECUE")


def test_given_the_feed_of_adhesions_is_late_then_nothing_lapses() -> None:
    cas = v.droits([v.ligne(), reponse()], "20/07", ("organismes.adhesions.v1",))[f"C2S|{v.ASPA}"]
    assert isinstance(cas.phase, EnAttente)


def test_given_an_activity_then_the_presumption_falls() -> None:
    faits = [v.ligne(), reponse(activite=((v.VIEILLE.numero, True),))]
    assert v.c2s(faits, reference=v.ASPA) == Refusee(date(2022, 4, 20), "ACTIVITE")


def test_given_an_answer_silent_on_activity_then_still_invited() -> None:
    assert isinstance(v.c2s([v.ligne(), reponse(activite=())], reference=v.ASPA), Invitee)


def test_given_a_partner_at_work_then_refused_from_the_decree_of_july_2023_only() -> None:
    activite = (*INACTIVE, (v.MARI.numero, True))
    avant = [v.ligne(), reponse("20/04", foyer=COUPLE, activite=activite)]
    apres = [v.ligne(), reponse("2023-08-10", foyer=COUPLE, activite=activite)]
    assert isinstance(v.c2s([*avant, v.reprise(v.MARI)], reference=v.ASPA), EnAttente)
    assert v.c2s(apres, "2023-08-31", v.ASPA) == Refusee(date(2023, 8, 10), "ACTIVITE")


def test_given_an_exit_before_the_answer_then_the_invitation_ends() -> None:
    sortie = v.ligne("05/05", id="sortie", reference=f"aspa:{v.NOEUD}:sortie", sorti=True, effet_le=date(2022, 5, 1))
    assert v.c2s([v.ligne(), sortie], reference=v.ASPA) == Eteinte(date(2022, 5, 5), "SORTIE_ASPA")


def test_given_an_opposition_to_the_invitation_then_opposed() -> None:
    assert isinstance(v.c2s([v.ligne(), v.opposition("20/04", reference=v.ASPA)], reference=v.ASPA), Opposee)


def test_given_someone_who_holds_a_c2s_then_not_invited() -> None:
    couvert = v.reprise(v.VIEILLE, c2s=("2021-09-01", "2022-09-01"))
    assert v.c2s([couvert, v.ligne()], reference=v.ASPA) == Refusee(date(2022, 4, 5), "DEJA_COUVERT")


def test_given_the_aspa_then_the_puma_opens_without_delay() -> None:
    assert v.droits([v.ligne()])[f"PUMA|{v.ASPA}|{v.VIEILLE.numero}"].phase.debut == date(2022, 3, 1)
