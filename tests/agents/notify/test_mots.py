"""Dates, amounts and motives as people read them."""

from datetime import date
from decimal import Decimal

import pytest

from agents.notify.load import MOTS
from agents.notify.mots import caisse, date_courte, date_longue, euros, gestionnaire, liste, motif


@pytest.mark.parametrize(
    ("jour", "french", "ukrainian"),
    [
        (date(2022, 4, 1), "1er avril 2022", "1 квітня 2022 року"),
        (date(2022, 8, 31), "31 août 2022", "31 серпня 2022 року"),
        (date(2023, 12, 2), "2 décembre 2023", "2 грудня 2023 року"),
    ],
)
def test_a_date_is_written_in_full(jour: date, french: str, ukrainian: str) -> None:
    assert date_longue(jour, "fr") == french
    assert date_longue(jour, "uk") == ukrainian


def test_a_date_in_an_sms_is_in_figures() -> None:
    assert date_courte(date(2022, 8, 1), "fr") == "01/08/2022"
    assert date_courte(date(2022, 8, 1), "uk") == "01.08.2022"


@pytest.mark.parametrize(
    ("montant", "written"),
    [("30", "30\N{NO-BREAK SPACE}€"), ("2.8", "2,80\N{NO-BREAK SPACE}€"), ("30.00", "30\N{NO-BREAK SPACE}€")],
)
def test_an_amount_is_in_euros(montant: str, written: str) -> None:
    assert euros(Decimal(montant)) == written


def test_thousands_are_set_apart() -> None:
    assert euros(Decimal("10166.50")).replace("\N{NO-BREAK SPACE}", " ") == "10 166,50 €"


def test_a_list_has_one_line_each() -> None:
    assert liste(["Anna", "Ivan"]) == "- Anna\n- Ivan"


def test_a_caisse_overseas_is_a_cgss() -> None:
    assert caisse("751") == "CPAM 751"
    assert caisse("974") == "CGSS 974"
    assert caisse("") == "CPAM"


def test_the_manager_is_named() -> None:
    assert gestionnaire("CPAM", "fr") == "votre caisse d'assurance maladie"
    assert "75000001" in gestionnaire("75000001", "uk")


def test_a_motive_without_words_reads_as_a_change_of_situation() -> None:
    assert motif("RSA_REJETE", "fr") == "votre demande de RSA a été rejetée"
    assert "situation" in motif("AUTRE", "fr")


def test_both_languages_have_the_same_words() -> None:
    assert MOTS["fr"].keys() == MOTS["uk"].keys()
