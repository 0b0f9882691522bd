"""The codec: both modes say the same; what cannot be used has a stable cause and says what to do."""

import base64
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUE
from contracts.cloudevents import Event, decode, decode_event, read, write_binary, write_structured
from contracts.errors import CAUSES, Unusable
from contracts.wire import Headers, Record
from tests.contracts.messages import EXAMPLES, data, envelope

DEMANDE = "fr.cnaf.rsa.demande.v1"
STRUCTURED: Headers = (("content-type", b"application/cloudevents+json; charset=UTF-8"),)
EVENT = Event(
    id="caf-1",
    source="urn:passerelle:caf:751",
    type=DEMANDE,
    time=date(2022, 1, 10),
    recordedtime=date(2022, 1, 11),
    extensions={"correlationid": "rsa:CAF-751:00012345678", "sequence": "7", "dataclassification": "personal"},
    data=json.dumps(data(DEMANDE)).encode(),
)


def record(value: bytes | None, headers: Headers = STRUCTURED, topic: str = "cnaf.rsa.v1") -> Record:
    return Record(topic, 0, 0, 0, None, value, headers)


def binary(event: Event = EVENT, topic: str = "cnaf.rsa.v1", **changed: bytes | None) -> Record:
    headers, value = write_binary(event)
    kept = {**dict(headers), **{name.replace("__", "-"): text for name, text in changed.items()}}
    return record(value, tuple((name, text) for name, text in kept.items() if text is not None), topic)


def refusal(broken: Record) -> Unusable | None:
    try:
        decode(broken)
    except Unusable as refused:
        return refused
    return None


def cause(broken: Record) -> tuple[str, str]:
    with pytest.raises(Unusable) as refused:
        decode(broken)
    return refused.value.cause, refused.value.detail


def test_binary_mode_is_written_as_the_kafka_binding_says() -> None:
    headers, value = write_binary(EVENT)
    assert dict(headers) == {
        "ce_specversion": b"1.0",
        "ce_id": b"caf-1",
        "ce_source": b"urn:passerelle:caf:751",
        "ce_type": DEMANDE.encode(),
        "ce_time": b"2022-01-10T00:00:00Z",
        "ce_recordedtime": b"2022-01-11T00:00:00Z",
        "ce_correlationid": b"rsa:CAF-751:00012345678",
        "ce_sequence": b"7",
        "ce_dataclassification": b"personal",
        "content-type": b"application/json",
    }
    assert value == EVENT.data


def test_both_modes_read_back_to_the_event_that_was_written() -> None:
    assert read(binary()) == EVENT
    assert read(record(write_structured(EVENT))) == EVENT


@pytest.mark.parametrize(("message_type", "name"), EXAMPLES)
def test_a_message_survives_writing_and_reading(message_type: str, name: str) -> None:
    event = read(record(json.dumps(envelope(message_type, name)).encode()))
    message = decode_event(event)
    again = Event(id=event.id, source=event.source, type=event.type, time=event.time, data=message.to_json())
    topic = CATALOGUE[message_type].topics[0]
    assert decode(binary(again, topic)) == (again, message)
    assert decode(record(write_structured(again), topic=topic)) == (again, message)


def test_data_in_base64_and_attributes_that_are_no_text_are_read() -> None:
    whole = envelope(DEMANDE)
    said = json.dumps(whole.pop("data")).encode()
    whole |= {"data_base64": base64.b64encode(said).decode(), "sequence": 7, "traceparent": None, "partitionkey": True}
    event, _ = decode(record(json.dumps(whole).encode()))
    assert event.data == said
    assert event.extensions["sequence"] == "7"
    assert event.extensions["partitionkey"] == "true"
    assert "traceparent" not in event.extensions


@pytest.mark.parametrize("written", ["2022-01-10T00:00:00+01:00", "2022-01-10T23:59:59.999Z", "2022-01-10t00:00:00z"])
def test_the_day_is_the_one_the_sender_wrote(written: str) -> None:
    assert read(binary(ce_time=written.encode())).time == date(2022, 1, 10)


@pytest.mark.parametrize(
    ("broken", "expected", "said"),
    [
        (record(None), "NOT_JSON", "no value"),
        (record(None, ()), "NOT_JSON", "no value"),
        (record(b"{}", ()), "NOT_CLOUDEVENT", "ce_*"),
        (record(b"{}"), "NOT_CLOUDEVENT", "id is missing"),
        (record(b"[]"), "NOT_JSON", "not a JSON object"),
        (record(b"[]", (("content-type", b"application/cloudevents-batch+json"),)), "NOT_CLOUDEVENT", "batch"),
        (record(b"{}", (("content-type", b"application/cloudevents+avro"),)), "NOT_JSON", "cloudevents+json"),
        (record(json.dumps(envelope(DEMANDE)).encode()[:700]), "NOT_JSON", "was cut"),
        (record(b'{"id": "\xff"}'), "NOT_JSON", "was cut"),
        (record(json.dumps(envelope(DEMANDE) | {"specversion": "0.3"}).encode()), "NOT_CLOUDEVENT", "only 1.0"),
        (record(b'{"specversion":"1.0","id":"a","source":"b","type":"c","time":"2022-01-10T00:00:00Z","data_base64":"*"}'),
         "NOT_JSON", "base64"),
        (binary()._replace(value=EVENT.data[:200]), "NOT_JSON", "was cut"),
        (binary()._replace(value=b""), "NOT_JSON", "was cut"),
        (binary()._replace(value=b"\xff\xfe"), "NOT_JSON", "not JSON"),
        (binary(content__type=b"application/avro"), "NOT_JSON", "send JSON"),
        (binary(ce_id=None), "NOT_CLOUDEVENT", "id is missing"),
        (binary(ce_id=b""), "NOT_CLOUDEVENT", "id is missing"),
        (binary(ce_specversion=None), "NOT_CLOUDEVENT", "only 1.0"),
        (binary(ce_source=b"\xff"), "NOT_CLOUDEVENT", "not UTF-8"),
        (binary(ce_type=b"fr.cnaf.rsa.demande.v2"), "NEWER_VERSION", "fr.cnaf.rsa.demande.v1 is"),
        (binary(ce_type=b"fr.cnaf.rsa.demande"), "NEWER_VERSION", "fr.cnaf.rsa.demande.v1 is"),
        (binary(ce_type=b"fr.cnaf.rsa.recours.v1"), "UNKNOWN_TYPE", "not in the catalogue"),
        (binary(ce_type=b"fr.cnaf.rsa.demande.v" + b"9" * 5000), "UNKNOWN_TYPE", "not in the catalogue"),
        (binary(topic="cnav.aspa.v1"), "WRONG_TOPIC", "travels on cnaf.rsa.v1"),
        (binary(ce_time=None), "CONTRACT", "survenu_le"),
        (binary(ce_time=b"2022-02-30T00:00:00Z"), "CONTRACT", "2022-02-30"),
        (binary(ce_time=b"2022-01-10"), "CONTRACT", "not a timestamp"),
        (binary(ce_recordedtime=b"hier"), "CONTRACT", "enregistre_le"),
        (binary()._replace(value=b"[]"), "CONTRACT", "JSON object"),
        (binary()._replace(value=b"{}"), "CONTRACT", "data.payeur"),
        (binary()._replace(value=b'{"lot":' * 300), "NOT_JSON", "was cut"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_has_a_cause_and_says_what_to_do(broken: Record, expected: str, said: str) -> None:
    found, detail = cause(broken)
    assert found == expected
    assert said in detail


def test_many_findings_are_counted_not_all_told() -> None:
    found, detail = cause(binary()._replace(value=b'{"a":1,"b":2}'))
    assert found == "CONTRACT"
    assert "more)" in detail


def test_a_misspelt_field_is_suggested() -> None:
    said = data(DEMANDE)
    said["foyer"][0]["identite"]["nom_naisance"] = "LEROY"
    _, detail = cause(binary()._replace(value=json.dumps(said).encode()))
    assert "data.foyer.0.identite.nom_naisance" in detail
    assert "did you mean nom_naissance?" in detail


def test_a_decision_is_of_the_type_it_travels_under() -> None:
    event = Event(id="1", source="s", type="fr.cnam.c2s.refusee.v1", time=date(2022, 2, 5),
                  data=json.dumps(data("fr.cnam.c2s.accordee.v1")).encode())  # fmt: skip
    assert cause(binary(event, "cpam.decisions.v1")) == (
        "CONTRACT",
        "data.issue = ACCORDEE: A decision of type fr.cnam.c2s.refusee.v1 says REFUSEE. Fix: send REFUSEE.",
    )


header = st.tuples(
    st.sampled_from(("ce_id", "ce_type", "ce_source", "ce_time", "ce_specversion", "content-type", "ce_x")),
    st.one_of(st.binary(max_size=12), st.sampled_from((b"1.0", DEMANDE.encode(), b"application/cloudevents+json"))),
)


@given(st.one_of(st.none(), st.binary(max_size=60)), st.lists(header, max_size=7).map(tuple), st.booleans())
@example(b'{"a": 1e999, "specversion": "1.0"}', STRUCTURED, False)
@example(b'{"id": "\\ud800", "specversion": "1.0"}', STRUCTURED, False)
@example(b'{"id": 1, "x": -}', STRUCTURED, False)
@example(b"[" * 5000, STRUCTURED, False)
def test_nothing_but_unusable_comes_out_of_any_bytes(value: bytes | None, headers: Headers, whole: bool) -> None:
    given_record = record(value, (*binary().headers, *headers) if whole else headers)
    refused = refusal(given_record)
    assert refused is None or refused.cause in CAUSES


@given(st.integers(0, 1200), st.binary(max_size=4), st.booleans())
def test_nothing_but_unusable_comes_out_of_damaged_messages(place: int, damage: bytes, structured: bool) -> None:
    whole: Any = record(write_structured(EVENT)) if structured else binary()
    spoiled = whole._replace(value=whole.value[:place] + damage + whole.value[place + 1 :])
    refused = refusal(spoiled)
    assert refused is None or refused.cause in CAUSES
