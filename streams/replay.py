"""Replays a journal through a handler, without a broker: the same bytes, whatever the number of processes."""

import multiprocessing
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from contracts.wire import Handler, Message, Record
from streams.deadletters import dead_letter
from streams.errors import Misconfigured
from streams.journal import Journal
from streams.lines import encode_message, place
from streams.states import States

ID_HEADER = "ce_id"


@dataclass(frozen=True, slots=True)
class Replay:
    """What is replayed: the records of one topic of a journal, through handlers made alike in each process."""

    journal: Path
    topic: str
    make: Callable[[], Handler]
    """Importable by name: it is called in another process."""
    out: Path
    only: Collection[str] = ()
    """The output topics that are written; none named: all."""
    cut: bool = False
    batch_size: int = 2000


@dataclass(slots=True)
class Summary:
    """What came of it."""

    records: int = 0
    outputs: int = 0
    repeats: int = 0
    refused: int = 0
    files: list[Path] = field(default_factory=list)

    def add(self, other: "Summary") -> None:
        """Count another part."""
        self.records += other.records
        self.outputs += other.outputs
        self.repeats += other.repeats
        self.refused += other.refused
        self.files += other.files


def replay(what: Replay, processes: int = 1) -> Summary:
    """Replay all partitions; the outputs of each stand in `out`, a file of JSON lines per topic and partition."""
    topics = Journal(what.journal, what.cut).topics
    if what.topic not in topics:
        raise Misconfigured(f"{what.journal} holds {', '.join(topics)}, and {what.topic} was asked for")
    what.out.mkdir(parents=True, exist_ok=True)
    shares = [range(first, topics[what.topic], processes) for first in range(min(processes, topics[what.topic]))]
    total = Summary()
    if len(shares) == 1:
        total.add(_replay_share(what, shares[0]))
        return total
    with ProcessPoolExecutor(len(shares), mp_context=multiprocessing.get_context("spawn")) as pool:
        for part in pool.map(_replay_share, [what] * len(shares), shares):
            total.add(part)
    total.files.sort()
    return total


def _replay_share(what: Replay, partitions: Sequence[int]) -> Summary:
    """Replay some partitions, in one pass over the journal."""
    handler, states, lanes = what.make(), States(), {}
    for partition in partitions:
        handler.restore(partition, states.of(partition))
        lanes[partition] = _Lane(what, partition)
    records = Journal(what.journal, what.cut).records([place(what.topic, p) for p in partitions])
    for batch in _batches(records, what.batch_size):
        partition = batch[0].partition
        step = handler(batch, states.of(partition))
        states.keep(partition, step.states)
        lane = lanes[partition]
        lane.summary.records += len(batch)
        lane.summary.refused += len(step.refused)
        for message in (*step.outputs, *map(dead_letter, step.refused), *step.closing):
            lane.write(message)
    total = Summary()
    for lane in lanes.values():
        total.add(lane.close())
    return total


class _Lane:
    """The outputs of one partition, each topic in its file, repeats dropped by id."""

    def __init__(self, what: Replay, partition: int) -> None:
        self._what, self._partition = what, partition
        self._seen: set[bytes] = set()
        self._files: dict[str, Writer] = {}
        self.summary = Summary()

    def write(self, message: Message) -> None:
        if self._what.only and message.topic not in self._what.only:
            return
        if message.partition not in {None, self._partition}:
            raise Misconfigured(
                f"a message for {message.topic}[{message.partition}] follows from partition {self._partition}: "
                f"only what stays in its partition can be replayed by partitions"
            )
        if self._repeats(message):
            self.summary.repeats += 1
            return
        if message.topic not in self._files:
            self._files[message.topic] = Writer(self._what.out / f"{message.topic}-{self._partition}.jsonl")
        self._files[message.topic].write(message, self._partition)
        self.summary.outputs += 1

    def _repeats(self, message: Message) -> bool:
        name = next((raw for header, raw in message.headers if header == ID_HEADER), None)
        if name is None:
            return False
        short = blake2b(message.topic.encode() + b"\0" + name, digest_size=12).digest()
        known = short in self._seen
        self._seen.add(short)
        return known

    def close(self) -> Summary:
        for writer in self._files.values():
            writer.close()
            self.summary.files.append(writer.path)
        return self.summary


class Writer:
    """A file of JSON lines; offsets count from 0."""

    def __init__(self, path: Path) -> None:
        self.path, self._offset = path, 0
        self._file = path.open("wb")

    def write(self, message: Message, partition: int) -> None:
        """Append a message."""
        self._file.write(encode_message(message, partition, self._offset) + b"\n")
        self._offset += 1

    def close(self) -> None:
        """End the file."""
        self._file.close()


def _batches(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    """Records of one partition at a time, in their order, at most `size` of them."""
    rest: list[Record] = []
    for record in records:
        if rest and (record.partition != rest[0].partition or len(rest) == size):
            yield rest
            rest = []
        rest.append(record)
    if rest:
        yield rest
