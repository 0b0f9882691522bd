"""One bad record in a feed: it says why, it is kept byte for byte, its neighbours are decided, its correction too."""

import pytest

from contracts.wire import Headers
from tests.contracts.messages import numbers
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import CAS, DEMANDE, DROIT, Cas

each = pytest.mark.parametrize("cas", CAS.values(), ids=CAS)
SECRETS = numbers(DEMANDE)


def given(cas: Cas) -> f.Feed:
    """The bad record between the two of a family, and the right of its own family behind it."""
    demande, droit = f.neighbours()
    feed = f.Feed()
    feed.send(demande, cas.record, droit, f.whole(DROIT))
    return feed


@each
def test_it_lies_in_the_dead_letters_byte_for_byte_with_the_reason(cas: Cas) -> None:
    (letter,) = given(cas).dead()
    sent = cas.record
    assert (letter.topic, letter.key, letter.value) == (f"{sent.topic}-dlt", sent.key, sent.value)
    assert letter.headers[: len(sent.headers)] == sent.headers
    said = f.reason(letter)
    assert (said["cause"], said["topic"], said["timestamp"]) == (cas.cause, sent.topic, str(sent.timestamp))
    assert [words for words in cas.said if words not in said["detail"]] == []


@each
def test_no_number_of_a_person_is_said(cas: Cas) -> None:
    (letter,) = given(cas).dead()
    assert not [number for number in SECRETS if number in " ".join(f.reason(letter).values())]


@each
def test_its_neighbours_are_decided_and_it_founds_nothing(cas: Cas) -> None:
    feed = given(cas)
    assert feed.granted(f.NEIGHBOUR)
    assert not feed.granted(cas.reference)


@each
def test_once_corrected_the_right_follows(cas: Cas) -> None:
    feed = given(cas)
    feed.send(f.whole(cas.sound))
    assert feed.granted(cas.reference)
    assert len(feed.dead()) == 1


def test_headers_that_are_no_text_are_kept_too() -> None:
    headers: Headers = (("ce_id", b"\xff\x00"), ("ce_type", b"x"), ("ce_id", b"again"), ("", b""))
    feed = f.Feed()
    feed.send(f.spoiled(DEMANDE, b"{}", headers=headers))
    (letter,) = feed.dead()
    assert letter.headers[:4] == headers
    assert f.reason(letter)["cause"] == "NOT_CLOUDEVENT"


def test_data_cut_in_binary_mode_is_not_json() -> None:
    named = {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "urn:x", "ce_type": DEMANDE["type"]}
    headers = tuple((name, text.encode()) for name, text in (named | {"ce_time": DEMANDE["time"]}).items())
    feed = f.Feed()
    feed.send(f.spoiled(DEMANDE, b'{"payeur": "CAF", "foyer": [{"identite"', headers=headers))
    (letter,) = feed.dead()
    assert (f.reason(letter)["cause"], letter.headers[:5]) == ("NOT_JSON", headers)


@pytest.mark.parametrize(
    ("timestamp", "what"),
    [(f.RECEIVED // 1000, "seconds"), (f.RECEIVED * 1000, "microseconds"), (-1, "none"), (2**62, "absurd")],
)
def test_a_timestamp_that_is_no_day_is_refused_and_stops_nothing(timestamp: int, what: str) -> None:
    feed = f.Feed()
    feed.send(*f.neighbours(), f.whole(DEMANDE, timestamp), f.whole(DROIT))
    (letter,) = feed.dead()
    assert "timestamp = " in f.reason(letter)["detail"], what
    assert (feed.granted(f.NEIGHBOUR), feed.granted(f.OTHER)) == (True, False)
    feed.send(f.whole(DEMANDE))
    assert feed.granted(f.OTHER)
