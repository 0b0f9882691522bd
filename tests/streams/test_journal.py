"""A journal gives back every byte, and says so when it does not."""

from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from contracts.wire import Record
from streams.journal import Journal, JournalError, write_journal
from streams.lines import decode_line, encode_line, place

raw = st.none() | st.binary(max_size=40) | st.text(max_size=20).map(str.encode)
headers = st.lists(st.tuples(st.text(max_size=8), st.binary(max_size=8)), max_size=4).map(tuple)
records = st.builds(
    Record,
    topic=st.sampled_from(["cnaf.rsa.v1", "a"]),
    partition=st.integers(0, 3),
    offset=st.integers(0, 2**40),
    timestamp=st.integers(-1, 2**42),
    key=raw,
    value=raw,
    headers=headers,
)
TOPICS = {"cnaf.rsa.v1": 4, "a": 4}


@given(records)
def test_a_line_gives_back_every_byte_of_its_record(record: Record) -> None:
    line = encode_line(record)
    assert decode_line(line) == record
    assert b"\n" not in line
    assert line.startswith(place(record.topic, record.partition))


@given(st.lists(records, max_size=20))
def test_a_journal_gives_back_all_records_in_order(
    tmp_path_factory: pytest.TempPathFactory, written: list[Record]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "j.jsonl.zst"
    assert write_journal(path, TOPICS, written) == len(written)
    journal = Journal(path)
    assert dict(journal.topics) == TOPICS
    assert list(journal.records()) == written
    of_a = [record for record in written if (record.topic, record.partition) == ("a", 1)]
    assert list(journal.records([place("a", 1)])) == of_a


def test_the_same_records_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_journal(tmp_path / name, TOPICS, some(500))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_cut_journal_names_file_and_line_and_can_be_read_up_to_there(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "cut.jsonl.zst"
    write_journal(path, TOPICS, some(30_000))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])

    with pytest.raises(JournalError, match=rf"{path}, line \d+: .*") as caught:
        list(Journal(path).records())
    line = int(str(caught.value).split("line ")[1].split(":")[0])
    usable = list(Journal(path, cut=True).records())
    assert usable == some(len(usable))
    assert line == len(usable) + 2  # the first line is the head's


def test_a_journal_without_its_last_line_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "j.zst"
    write_journal(path, TOPICS, some(3))
    lines = zstandard.decompress(path.read_bytes(), 1 << 20).splitlines(keepends=True)
    path.write_bytes(zstandard.compress(b"".join(lines[:-1])))
    with pytest.raises(JournalError, match="line 5: the journal is cut here"):
        list(Journal(path).records())


def test_an_altered_line_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "j.zst"
    write_journal(path, TOPICS, some(3))
    text = zstandard.decompress(path.read_bytes(), 1 << 20).replace(b"value 1", b"value 9")
    path.write_bytes(zstandard.compress(text))
    with pytest.raises(JournalError, match=r"line 5: .*altered"):
        list(Journal(path).records())


@pytest.mark.parametrize("content", [b"", b"hello", zstandard.compress(b"hello\n"), zstandard.compress(b"{}\n")])
def test_what_is_no_journal_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "j.zst"
    path.write_bytes(content)
    with pytest.raises(JournalError, match="line 1: "):
        Journal(path)


def some(count: int) -> list[Record]:
    return [
        Record("a", n % 4, n // 4, 1_640_995_200_000 + n, b"k%d" % n, b"value %d" % n, (("ce_id", b"%d" % n),))
        for n in range(count)
    ]
