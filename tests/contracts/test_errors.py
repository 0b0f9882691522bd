"""No error repeats the number of a person, whatever was spoiled and wherever the number stood."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.cloudevents import decode
from contracts.errors import Unusable, mask, mask_number
from contracts.topics import BY_NAME
from contracts.validate import validate
from contracts.wire import Record
from tests.contracts.messages import EXAMPLES, NIRS, envelope, numbers, paths, put, refusal

LONG = re.compile(r"\d{12,}")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("2840588321025", "2************"),
        ("284058832102532", "2**************"),
        ("284052A32102552", "2**************"),
        ("2 84 05 88 321 025 32 (Mme)", "2******************** (Mme)"),
        ("nir=7112312345678.", "nir=7************."),
        ("NIR2840588321025", "NIR2************"),
        ("92840588321025", "9*************"),
        ("APS-75-202203-000123", "APS-75-202203-000123"),
        ("2022-01-10T00:00:00Z", "2022-01-10T00:00:00Z"),
        ("rsa:CAF-751:00012345678", "rsa:CAF-751:00012345678"),
        ("", ""),
    ],
)
def test_numbers_of_persons_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_a_masked_number_keeps_its_length() -> None:
    assert mask_number("28405") == "2****"
    assert mask_number("") == ""


def _tells(said: str, known: set[str]) -> list[str]:
    return [number for number in known if number in said] + LONG.findall(said.replace("00012345678", ""))


@given(st.data())
def test_no_number_in_any_refusal(draw: st.DataObject) -> None:
    message_type, name = draw.draw(st.sampled_from(EXAMPLES))
    event = envelope(message_type, name)
    known = numbers(event) | set(NIRS)
    place = draw.draw(st.sampled_from([each for each in paths(event) if each]))
    value = draw.draw(st.sampled_from((*NIRS, 2840588321025, {"2840588321025": 1}, ["2840588321025"], None)))
    refused = refusal(put(event, place, value), draw.draw(st.sampled_from((None, *BY_NAME))))
    if refused is not None:
        assert _tells(str(refused) + str(refused.findings), known) == []


@given(st.sampled_from(EXAMPLES), st.integers(1, 4000))
def test_no_number_where_a_message_was_cut(which: tuple[str, str], length: int) -> None:
    event = envelope(*which)
    text = json.dumps(event)[:length]
    headers = (("content-type", b"application/cloudevents+json"),)
    with pytest.raises(Unusable) as refused:
        decode(Record("cnaf.rsa.v1", 0, 0, 0, None, text.encode()[:-1], headers))
    assert _tells(str(refused.value), numbers(event)) == []
    assert _tells(str(validate(text[:-1])), numbers(event)) == []


@pytest.mark.parametrize("number", [2840588321025, 28405883, True, "28405883", "28405883210259"])
def test_a_number_of_the_wrong_kind_or_length_is_masked_too(number: object) -> None:
    said = envelope("fr.cnaf.rsa.demande.v1")
    refused = refusal(put(said, ("data", "foyer", 0, "identite", "matricule"), number))
    assert refused is not None
    (finding,) = refused.findings
    assert finding.valeur == mask_number(str(number))


@pytest.mark.parametrize("number", NIRS)
@pytest.mark.parametrize("attribute", ["id", "source", "type", "time", "recordedtime", "specversion"])
def test_no_number_that_stood_in_the_envelope(attribute: str, number: str) -> None:
    refused = refusal(envelope("fr.cnaf.rsa.demande.v1") | {attribute: number})
    assert number not in str(refused)
