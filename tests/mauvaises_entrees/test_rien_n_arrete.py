"""Nothing that a partner can send stops a worker: every field of every message, spoiled, is used or refused."""

import json

import pytest

from contracts.topics import DOSSIERS_FAITS
from contracts.wire import Message
from tests.contracts.messages import envelope, paths, put
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import APS, DEMANDE

VALUES: tuple[object, ...] = (
    "9999-12-31", "9999-12-01", "0001-01-01", "9999-12-31T00:00:00Z", "0001-01-01T00:00:00Z",
    "", "x", ":", "::", "aspa:", "#", "é" * 32, "rsa:" + "é" * 32, f.NEIGHBOUR, f.APS, "\x00",
    None, True, -1, 10**30, 1.5, [], {},
)  # fmt: skip
ROUND = 60


def spoils(message_type: str, name: str) -> list[f.Event]:
    """The example with each place in turn saying each of those, under an id of its own."""
    event = envelope(message_type, name)
    found = [put(event, path, value) for path in paths(event) if path for value in VALUES]
    return [spoil | {"id": spoil["id"] if spoil["id"] != event["id"] else f"{n}"} for n, spoil in enumerate(found)]


@pytest.mark.parametrize("name", ["plain", "edge"])
@pytest.mark.parametrize("message_type", sorted(f.TOPIC_OF))
def test_a_spoiled_message_is_used_or_refused(message_type: str, name: str) -> None:
    sent = [f.spoiled({"type": message_type}, json.dumps(spoil).encode()) for spoil in spoils(message_type, name)]
    for start in range(0, len(sent), ROUND):
        feed = f.Feed()
        feed.send(*f.neighbours(), f.whole(APS))  # what it may join
        feed.send(*sent[start : start + ROUND])
        for letter in feed.dead():
            assert letter.topic != f"{DOSSIERS_FAITS}-dlt", f.reason(letter)
            assert f.reason(letter)["detail"]


@pytest.mark.parametrize("field", ["data", "subject", "data_base64"])
def test_brackets_without_end_are_refused(field: str) -> None:
    deep, feed = "[" * 5000 + "]" * 5000, f.Feed()
    value = json.dumps(DEMANDE | {field: None}).replace(f'"{field}": null', f'"{field}": {deep}')
    feed.send(*f.neighbours(), f.spoiled(DEMANDE, value.encode()))
    (letter,) = feed.dead()
    assert (f.reason(letter)["cause"], letter.value, feed.granted(f.NEIGHBOUR)) == ("NOT_JSON", value.encode(), True)


@pytest.mark.parametrize(
    "value", [None, b"", b"\xff", b"[]", b"{}", b"null", b'["Tick"]', b'["DemandeRsa","1"]', b"[" * 5000]
)
@pytest.mark.parametrize("topic", [DOSSIERS_FAITS, "calendrier.v1"])
def test_what_is_no_fact_and_no_report_is_refused_on_the_topics_between_agents_too(
    topic: str, value: bytes | None
) -> None:
    feed = f.Feed()
    feed.send(*f.neighbours(), Message(topic, None, value, (("any", b"\xff"),)))
    (letter,) = feed.dead()
    assert (letter.topic, letter.value, letter.headers[0]) == (f"{topic}-dlt", value, ("any", b"\xff"))
    assert feed.granted(f.NEIGHBOUR)
