"""Handlers without a broker: everything is read, in an order that never changes."""

import pytest

from contracts.wire import Message, Record
from streams.local import Local, Route
from tests.streams.counting import Counting, step_of
from tests.streams.deployment import Relay

PARTITIONS = {"in": 4, "facts": 4, "out": 4, "calendar": 1, "days": 1}
DAY = 1_640_995_200_000


def chain(keep: bool = True, batch_size: int = 2000) -> Local:
    routes = {
        "intake": Route(["in"], Relay("facts", "calendar")),
        "dossiers": Route(["facts"], Counting("out"), stateful=True),
        "calendrier": Route(["calendar"], Counting("days"), stateful=True),
    }
    return Local(routes, PARTITIONS, batch_size, keep)


def numbers(count: int) -> list[Message]:
    return [Message("in", b"k%d" % (n % 7), b"%d" % n, timestamp=DAY + n) for n in range(count)]


def test_what_is_fed_goes_all_the_way() -> None:
    local = chain()
    local.feed([*numbers(100), Message("in", None, b"close 3", partition=2), Message("in", b"k", b"bad")])
    assert len(local.log("out")) == 100
    assert [record.value for record in local.log("days")] == [b"3|%s|1" % step_of(0, "", 3)[1].encode()]
    (letter,) = local.log("in-dlt")
    assert (letter.value, dict(letter.headers)["passerelle-cause"]) == (b"bad", b"not-a-number")
    assert len(local.states("dossiers", 0)) + sum(len(local.states("dossiers", p)) for p in (1, 2, 3)) == 7


def test_what_follows_from_a_batch_bears_its_latest_timestamp() -> None:
    local = chain()
    local.feed(numbers(3))
    assert {record.timestamp for record in local.log("out")} <= {DAY, DAY + 1, DAY + 2}


def test_the_order_is_the_same_each_time_and_for_every_batch_size() -> None:
    logs: list[list[Record]] = []
    for batch_size in (2000, 2000, 7):
        local = chain(batch_size=batch_size)
        local.feed(numbers(500))
        logs.append([record._replace(timestamp=0) for record in local.log("out")])
    assert logs[0] == logs[1]
    assert sorted(logs[0]) == sorted(logs[2])


def test_a_topic_that_nobody_reads_can_be_taken_piece_by_piece() -> None:
    local = chain(keep=False)
    taken: list[Record] = []
    for start in range(0, 100, 10):
        local.feed(numbers(100)[start : start + 10])
        taken += local.take("out")
        assert local.take("out") == []
    assert len({record.value for record in taken}) == 100
    assert local.log("out") == local.log("facts") == []


def test_states_of_a_handler_that_keeps_none_are_an_error() -> None:
    local = Local({"counting": Route(["in"], Counting("out"))}, PARTITIONS)
    with pytest.raises(ValueError, match="keeps no states"):
        local.feed(numbers(1))


def test_handlers_that_answer_each_other_without_end_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.local.MAX_ROUNDS", 50)
    there, back = Relay("back", "calendar"), Relay("there", "calendar")
    local = Local({"there": Route(["there"], there), "back": Route(["back"], back)})
    with pytest.raises(RuntimeError, match="without end"):
        local.feed([Message("there", b"k", b"1")])
