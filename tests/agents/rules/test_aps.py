"""Displaced persons from Ukraine and repatriates: section F, given / when / then."""

from datetime import date

from agents.dossier.droits import Accordee, Due, Eteinte
from contracts.faits import ApsDelivree
from tests.agents import vies as v

UN_AN = Accordee(date(2022, 3, 15), date(2022, 3, 12), date(2023, 3, 12))


def avec_danylo(recu: str = "15/03", ident: str = "aps") -> ApsDelivree:
    return v.aps(recu, id=ident, mineurs=(v.DANYLO,))


def test_given_an_aps_then_puma_c2s_and_a_nia_for_the_holder_and_each_listed_minor() -> None:
    cas = v.droits([avec_danylo()])
    assert cas[f"C2S|{v.APS}"].phase == UN_AN
    assert cas[f"C2S|{v.APS}"].membres == (v.OLENA, v.DANYLO)
    assert not cas[f"C2S|{v.APS}"].participation
    for qui in (v.OLENA, v.DANYLO):
        assert cas[f"PUMA|{v.APS}|{qui.numero}"].phase.debut == date(2022, 3, 12)
        assert cas[f"NIA|{v.APS}|{qui.numero}"].phase == Due(date(2022, 3, 15))


def test_given_an_aps_then_a_flyer_goes_with_it() -> None:
    assert v.droits([v.aps()])[f"AVIS|{v.APS}|aps-bienvenue"].fondement.regles == ("F11",)


def test_given_the_same_aps_by_the_feed_and_at_the_desk_then_one_right() -> None:
    cas = v.droits([v.aps("15/03"), v.aps("14/03", id="guichet")])
    assert [c.reference for c in cas.values() if c.nature == "C2S"] == [v.APS]
    assert cas[f"C2S|{v.APS}"].phase.jour == date(2022, 3, 14)


def test_given_a_minor_who_is_not_listed_then_the_s3705_is_asked_for() -> None:
    cas = v.droits([v.aps(), v.piece("20/03", "ETAT_CIVIL", v.DANYLO)])
    assert cas[f"AVIS|{v.APS}/{v.DANYLO.civil}|demande-s3705"].membres == (v.DANYLO,)
    assert f"PUMA|{v.APS}|{v.DANYLO.numero}" not in cas


def test_given_the_s3705_then_the_minor_is_covered_from_its_receipt_until_the_parent_s_term() -> None:
    cas = v.droits([v.aps(), v.piece("02/04", "S3705", v.DANYLO)])
    enfant = cas[f"C2S|{v.APS}/{v.DANYLO.civil}"]
    assert enfant.phase == Accordee(date(2022, 4, 2), date(2022, 4, 2), date(2023, 3, 12))
    assert cas[f"C2S|{v.APS}"].membres == (v.OLENA,)


def test_given_the_s3705_then_a_rectification_that_lists_the_minor_nothing_is_issued_twice() -> None:
    faits = [v.aps(), v.piece("02/04", "S3705", v.DANYLO)]
    avant = v.droits(faits)
    apres = v.droits([*faits, v.mouvement_aps("20/04", "RECTIFIEE", mineurs=(v.DANYLO,))])
    couvertures = [
        c for c in apres.values() if c.nature == "C2S" and v.DANYLO in c.membres and isinstance(c.phase, Accordee)
    ]
    assert len(couvertures) == 1
    assert couvertures[0].phase == avant[f"C2S|{v.APS}/{v.DANYLO.civil}"].phase


def test_given_a_rectification_alone_then_the_minor_is_covered_from_the_aps() -> None:
    cas = v.droits([v.aps(), v.mouvement_aps("20/04", "RECTIFIEE", mineurs=(v.DANYLO,))])
    assert cas[f"C2S|{v.APS}/{v.DANYLO.civil}"].phase == Accordee(
        date(2022, 4, 20), date(2022, 3, 12), date(2023, 3, 12)
    )


def test_given_someone_of_age_listed_as_a_minor_then_not_covered_with_the_holder() -> None:
    grand = v.personne("Ivan", "2004-03-12", agdref="0000000003")
    assert v.droits([v.aps(mineurs=(grand,))])[f"C2S|{v.APS}"].membres == (v.OLENA,)


def test_given_an_aps_that_expires_or_is_renewed_then_the_year_runs_on() -> None:
    for mouvement in ("EXPIREE", "RENOUVELEE"):
        assert v.c2s([v.aps(), v.mouvement_aps("12/09", mouvement)], "30/09", v.APS) == UN_AN


def test_given_an_aps_withdrawn_then_nothing_stands() -> None:
    cas = v.droits([avec_danylo(), v.mouvement_aps("20/04", "RETIREE")])
    assert [c.phase for c in cas.values()] == [Eteinte(date(2022, 4, 20), "APS_RETIREE")]


def test_given_a_second_aps_for_the_same_person_then_one_c2s_and_one_nia() -> None:
    autre = v.aps("20/04", id="autre", reference="aps:APS-69-202204-000002")
    cas = v.droits([v.aps(), autre])
    assert len([c for c in cas.values() if c.nature == "NIA"]) == 1
    assert len([c for c in cas.values() if c.nature == "C2S" and isinstance(c.phase, Accordee)]) == 1


def test_given_a_repatriate_and_a_spouse_then_puma_on_arrival_and_no_c2s() -> None:
    cas = v.droits([v.arrivee("05/03", "02/03", conjoint=v.OLENA)])
    assert {c.phase.debut for c in cas.values() if c.nature == "PUMA"} == {date(2022, 3, 2)}
    assert {c.titulaire for c in cas.values() if c.nature == "PUMA"} == {v.PAUL, v.OLENA}
    assert {c.titulaire for c in cas.values() if c.nature == "NIA"} == {v.OLENA}
    assert not [c for c in cas.values() if c.nature == "C2S"]
