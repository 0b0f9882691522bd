"""Every letter can be written: all its fields, in both languages, within what its channel carries."""

import re

import pytest

from agents.notify.gabarit import compiler
from agents.notify.load import GABARITS, LANGUES, champs_de, render

MODELES = sorted({modele for modele, _, _ in GABARITS})
EN_TETE = {"prenom", "nom", "jour", "reference", "caisse"}
LETTRES_DE_DECISION = [m for m in MODELES if re.match(r"c2s-(accordee|ouverte|refus|revision|annulation)|puma-", m)]
GSM7 = set("@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà") | set(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def _texte(modele: str, langue: str) -> str:
    rendu = render(modele, langue, "COURRIER", _champs(modele))
    assert rendu is not None
    return rendu[1]


def _champs(modele: str) -> dict[str, str]:
    return {champ: f"<{champ}>" for champ in champs_de(modele)}


@pytest.mark.parametrize(("modele", "langue", "canal"), sorted(GABARITS))
def test_a_template_shows_every_field_it_declares(modele: str, langue: str, canal: str) -> None:
    rendu = render(modele, langue, canal, _champs(modele))
    assert rendu is not None
    written = "\n".join(rendu)
    for champ in GABARITS[modele, langue, canal].champs:
        assert f"<{champ}>" in written
    assert "$" not in written
    assert not re.search(r"^@", written, re.MULTILINE)


@pytest.mark.parametrize("modele", MODELES)
@pytest.mark.parametrize("canal", ["COURRIER", "EMAIL", "SMS"])
def test_both_languages_say_the_same_things(modele: str, canal: str) -> None:
    french, ukrainian = (GABARITS.get((modele, langue, canal)) for langue in LANGUES)
    assert (french and french.champs) == (ukrainian and ukrainian.champs)
    assert canal == "SMS" or french is not None


@pytest.mark.parametrize("modele", MODELES)
def test_a_letter_names_its_reader_its_day_and_its_reference(modele: str) -> None:
    assert GABARITS[modele, "fr", "COURRIER"].champs >= EN_TETE


@pytest.mark.parametrize("modele", LETTRES_DE_DECISION)
def test_a_decision_says_how_and_until_when_to_appeal(modele: str) -> None:
    french, ukrainian = (_texte(modele, langue) for langue in LANGUES)
    assert "commission de recours amiable" in french
    assert "pôle social" in french
    assert "deux mois" in french
    assert "commission de recours amiable" in ukrainian
    assert "pôle social" in ukrainian


@pytest.mark.parametrize("modele", ["c2s-accordee", "c2s-ouverte", "puma-ouverte"])
def test_an_opened_right_comes_with_the_attestation_and_the_carte_vitale(modele: str) -> None:
    text = _texte(modele, "fr")
    assert "attestation" in text
    assert "carte Vitale" in text


def test_the_end_of_puma_mentions_the_ame() -> None:
    assert "aide médicale de l'État" in _texte("puma-annulation", "fr")


@pytest.mark.parametrize("modele", [m for m, langue, canal in GABARITS if canal == "SMS" and langue == "fr"])
def test_an_sms_fits_its_channel(modele: str) -> None:
    fields = dict.fromkeys(champs_de(modele), "30/12/2022")
    french, ukrainian = (render(modele, langue, "SMS", fields) for langue in LANGUES)
    assert french is not None
    assert ukrainian is not None
    assert set(french[1]) <= GSM7, "another letter doubles the price of the message"
    assert len(french[1]) <= 160
    assert len(ukrainian[1]) <= 134, "two segments of 67"


def test_a_channel_without_a_text_says_nothing() -> None:
    assert render("c2s-refus", "fr", "SMS", {}) is None


def test_an_email_has_the_letters_text() -> None:
    assert GABARITS["c2s-refus", "fr", "EMAIL"] is GABARITS["c2s-refus", "fr", "COURRIER"]


def test_a_missing_field_is_named() -> None:
    with pytest.raises(KeyError, match=r"c2s-refus\.fr\.COURRIER: missing .*motif"):
        render("c2s-refus", "fr", "COURRIER", {"nom": "Martin"})


def test_an_unknown_template_is_refused_with_a_suggestion() -> None:
    with pytest.raises(KeyError, match="did you mean c2s-refus"):
        render("c2s-refu", "fr", "COURRIER", {})


def test_what_a_field_holds_is_never_read_as_a_template() -> None:
    fields = _champs("c2s-refus") | {"motif": "100 % $nom %(nom)s"}
    rendu = render("c2s-refus", "fr", "COURRIER", fields)
    assert rendu is not None
    assert "100 % $nom %(nom)s" in rendu[1]


def test_a_template_without_subject_is_refused() -> None:
    with pytest.raises(ValueError, match="Objet"):
        compiler("Bonjour $nom\n", lambda name: name)
