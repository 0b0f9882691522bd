"""A journal: records as JSON lines under zstd, every byte kept, with a beginning and an end that say what is between.

Line 1 names format, topics and partitions; the last line counts the records and digests their lines, so that a journal
cut short or altered is noticed. Within a partition records stand in their order.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import msgspec
import zstandard

from contracts.wire import Record
from streams.errors import StreamsError
from streams.lines import decode_line, encode_line

FORMAT = 1
FLUSH_EVERY = 10_000


class JournalError(StreamsError):
    """A journal that is cut, altered or no journal; the text names file and line."""

    exit_code = 1


class Head(msgspec.Struct, rename={"format": "passerelle_journal"}):
    """The first line."""

    format: int
    topics: dict[str, int]


class Tail(msgspec.Struct, rename={"records": "end_after_records"}):
    """The last line."""

    records: int
    sha256: str


class JournalWriter:
    """Writes records as they come; what is written is a whole journal once the block ends without an error."""

    def __init__(self, path: Path, topics: Mapping[str, int]) -> None:
        self._head = Head(FORMAT, dict(sorted(topics.items())))
        self._path, self._count, self._digest = path, 0, hashlib.sha256()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            file = stack.enter_context(self._path.open("wb"))
            self._sink = stack.enter_context(zstandard.ZstdCompressor(level=6).stream_writer(file))
            self._open = stack.pop_all()
        self._sink.write(msgspec.json.encode(self._head) + b"\n")
        return self

    def write(self, record: Record) -> None:
        """Append a record; its partition's order is the order of the calls."""
        line = encode_line(record) + b"\n"
        self._digest.update(line)
        self._sink.write(line)
        self._count += 1
        if self._count % FLUSH_EVERY == 0:  # what a killed recorder leaves can be read up to here
            self._sink.flush(zstandard.FLUSH_BLOCK)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._sink.write(msgspec.json.encode(Tail(self._count, self._digest.hexdigest())) + b"\n")
        self._open.close()


def write_journal(path: Path, topics: Mapping[str, int], records: Iterable[Record]) -> int:
    """Write a whole journal; how many records it holds."""
    count = 0
    with JournalWriter(path, topics) as journal:
        for count, record in enumerate(records, 1):  # noqa: B007
            journal.write(record)
    return count


class Journal:
    """A journal to be read, as often as needed, one line at a time."""

    def __init__(self, path: Path, cut: bool = False) -> None:
        """With `cut`, a journal without an end is read as far as it goes."""
        self.path, self._cut = path, cut
        self.topics = self._read_head()

    def records(self, only: Iterable[bytes] | None = None) -> Iterator[Record]:
        """All records; with `only`, those whose lines begin so (see `lines.place`)."""
        wanted = None if only is None else tuple(only)
        digest, count = hashlib.sha256(), 0
        for number, line in self._lines(skip=1):
            if line.startswith(b'{"end_after_records"'):
                self._check_tail(number, line, count, digest.hexdigest())
                return
            if not line.endswith(b"\n"):
                break
            digest.update(line)
            count += 1
            if wanted is None or line.startswith(wanted):
                yield self._record(number, line)
        if not self._cut:
            raise self._error(count + 2, "the journal is cut here: what comes before it can be used on request")

    def _record(self, number: int, line: bytes) -> Record:
        try:
            return decode_line(line)
        except (msgspec.DecodeError, ValueError) as error:
            raise self._error(number, f"not a record ({error})") from None

    def _read_head(self) -> Mapping[str, int]:
        for _, line in self._lines():
            try:
                head = msgspec.json.decode(line, type=Head)
            except msgspec.DecodeError:
                break
            if head.format != FORMAT:
                raise self._error(1, f"format {head.format}, and this version reads format {FORMAT}")
            return head.topics
        raise self._error(1, "this is not a journal of passerelle record")

    def _check_tail(self, number: int, line: bytes, count: int, digest: str) -> None:
        tail = msgspec.json.decode(line, type=Tail)
        if tail.records != count or tail.sha256 != digest:
            raise self._error(number, f"{count} records read and {tail.records} announced, or lines were altered")

    def _lines(self, skip: int = 0) -> Iterator[tuple[int, bytes]]:
        with self.path.open("rb") as file:
            source = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
            number, rest = 0, b""
            while chunk := self._read(source, number):
                *whole, rest = (rest + chunk).split(b"\n")
                for line in whole:
                    number += 1
                    if number > skip:
                        yield number, line + b"\n"
            if rest:
                yield number + 1, rest

    def _read(self, source: zstandard.ZstdDecompressionReader, number: int) -> bytes:
        try:
            return source.read(1 << 18)
        except zstandard.ZstdError as error:
            if self._cut and number:
                return b""
            raise self._error(number + 1, f"not readable from here on ({error})") from None

    def _error(self, line: int, what: str) -> JournalError:
        return JournalError(f"{self.path}, line {line}: {what}")
