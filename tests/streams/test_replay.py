"""A journal replayed through a handler: the same bytes, by one process or by several."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from contracts.wire import Message, Record, StateMap, Step
from streams.errors import Misconfigured
from streams.journal import JournalError, write_journal
from streams.local import Local, Route
from streams.merge import DAY_MS, days
from streams.replay import Replay, Summary, replay
from tests.streams.counting import Counting

TOPICS = {"facts": 4, "other": 2}
make = partial(Counting, "out")


def facts(count: int = 5000) -> list[Record]:
    """Numbers with repeats, and another topic's records."""
    others = [Record("other", n % 2, n // 2, 0, b"", b"x") for n in range(10)]
    numbers = [Record("facts", n % 4, n // 4, n, b"k%d" % (n * 31 % 101), b"%d" % (n - n % 5)) for n in range(count)]
    return sorted([*others, *numbers])


def run(tmp_path: Path, processes: int) -> tuple[Summary, dict[str, bytes]]:
    journal, out = tmp_path / "journal.zst", tmp_path / f"out{processes}"
    write_journal(journal, TOPICS, facts())
    summary = replay(Replay(journal, "facts", make, out), processes)
    return summary, {path.name: path.read_bytes() for path in out.iterdir()}


def test_one_process_and_several_write_the_same_bytes(tmp_path: Path) -> None:
    summary, alone = run(tmp_path, 1)
    for processes in (2, 3, 9):
        other, together = run(tmp_path, processes)
        assert together == alone
        assert (other.records, other.outputs) == (summary.records, summary.outputs) == (5000, summary.outputs)
    assert sorted(alone) == [f"out-{partition}.jsonl" for partition in range(4)]


def test_a_replay_decides_what_a_run_decides(tmp_path: Path) -> None:
    local = Local({"counting": Route(["facts"], make(), stateful=True)}, 4)
    local.feed(Message(r.topic, r.key, r.value, r.headers, r.partition) for r in facts() if r.topic == "facts")
    _, files = run(tmp_path, 2)
    lines = [files[f"out-{record.partition}.jsonl"].splitlines()[record.offset] for record in local.log("out")]
    for record, line in zip(local.log("out"), lines, strict=True):
        assert (record.value or b"") in line
    assert sum(len(each.splitlines()) for each in files.values()) == len(lines)


class Repeating(Counting):
    """Says everything twice, under the same id."""

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        step = super().__call__(batch, states)
        step.outputs = [m._replace(headers=(("ce_id", m.value or b""),)) for m in step.outputs for _ in range(2)]
        return step


def test_repeats_are_dropped_by_id(tmp_path: Path) -> None:
    journal = tmp_path / "j"
    write_journal(journal, {"facts": 1}, [Record("facts", 0, n, 0, b"k", b"%d" % n) for n in range(10)])
    summary = replay(Replay(journal, "facts", partial(Repeating, "out"), tmp_path / "out"))
    assert (summary.outputs, summary.repeats) == (10, 10)


def test_a_cut_journal_is_replayed_on_request_only(tmp_path: Path) -> None:
    journal = tmp_path / "j"
    write_journal(journal, TOPICS, facts())
    journal.write_bytes(journal.read_bytes()[:-20])
    with pytest.raises(JournalError, match="the journal is cut here"):
        replay(Replay(journal, "facts", make, tmp_path / "out"), 2)
    assert replay(Replay(journal, "facts", make, tmp_path / "out", cut=True), 2).records > 0


def test_a_topic_that_the_journal_does_not_hold_is_said(tmp_path: Path) -> None:
    write_journal(tmp_path / "j", TOPICS, facts(4))
    with pytest.raises(Misconfigured, match="holds facts, other, and nothing was asked for"):
        replay(Replay(tmp_path / "j", "nothing", make, tmp_path / "out"))


def test_partner_journals_merge_by_day_topic_partition_and_offset(tmp_path: Path) -> None:
    early = [Record("b", 0, n, n * DAY_MS // 2, b"", b"") for n in range(6)]
    late = [Record("a", 1, n, DAY_MS, b"", b"") for n in range(3)]
    write_journal(tmp_path / "one", {"b": 1}, early)
    write_journal(tmp_path / "two", {"a": 2}, late)
    merged = dict(days([tmp_path / "one", tmp_path / "two"]))
    assert list(merged) == [0, 1, 2]
    assert merged[1] == [*late, *early[2:4]]
