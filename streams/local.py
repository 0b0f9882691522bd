"""Handlers without a broker: messages in, run until nothing moves, in an order that never changes; in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.topics import dead_letter
from contracts.wire import Handler, Message, Record, Step
from streams.deadletters import dead_letter as dead_letter_message
from streams.partitioner import partition_of
from streams.states import States

Place = tuple[str, int]
MAX_ROUNDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the topics that it reads."""

    topics: Sequence[str]
    handler: Handler
    stateful: bool = False


@dataclass(slots=True)
class _Run:
    route: Route
    states: States = field(default_factory=States)
    read: defaultdict[Place, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(slots=True)
class _Log:
    """The records of one partition from offset `first` on; those before `taken` were asked for."""

    records: list[Record] = field(default_factory=list)
    first: int = 0
    taken: int = 0

    @property
    def end(self) -> int:
        return self.first + len(self.records)

    def since(self, offset: int, count: int | None = None) -> list[Record]:
        start = max(offset - self.first, 0)
        return self.records[start : None if count is None else start + count]

    def drop(self, offset: int) -> None:
        if offset > self.first:
            del self.records[: offset - self.first]
            self.first = offset


class Local:
    """All handlers in one process. Topics that nobody reads collect what is sent to them."""

    def __init__(
        self,
        routes: Mapping[str, Route],
        partitions: int | Mapping[str, int] = 1,
        batch_size: int = 2000,
        keep: bool = True,
    ) -> None:
        """`partitions`: of all topics, or by topic. Without `keep`, records are dropped once read and taken."""
        self._partitions, self._batch_size, self._keep = partitions, batch_size, keep
        self._logs: defaultdict[Place, _Log] = defaultdict(_Log)
        self._runs = {name: _Run(route) for name, route in routes.items()}
        for run in self._runs.values():
            for partition in range(max(map(self.partitions, run.route.topics))):
                run.route.handler.restore(partition, run.states.of(partition))

    def partitions(self, topic: str) -> int:
        """How many partitions a topic has; a dead-letter topic as many as its topic."""
        if isinstance(self._partitions, int):
            return self._partitions
        return self._partitions.get(topic) or self._partitions[topic.removesuffix(dead_letter(""))]

    def feed(self, messages: Iterable[Message]) -> None:
        """Append messages to their topics, then run until every handler has read all."""
        for message in messages:
            self._append(message, 0)
        for _ in range(MAX_ROUNDS):
            if not self._round():
                return self._drop_read()
        raise RuntimeError("the handlers answer each other without end")

    def log(self, topic: str) -> list[Record]:
        """All records of a topic that are kept, by partition and offset."""
        return [record for p in range(self.partitions(topic)) for record in self._logs[topic, p].records]

    def take(self, topic: str) -> list[Record]:
        """The records of a topic that were not yet taken, by partition and offset."""
        new: list[Record] = []
        for log in (self._logs[topic, p] for p in range(self.partitions(topic))):
            new += log.since(log.taken)
            log.taken = log.end
            if not self._keep:
                log.drop(log.end)
        return new

    def states(self, name: str, partition: int) -> Mapping[bytes, bytes]:
        """What a handler keeps of a partition."""
        return self._runs[name].states.of(partition)

    def _round(self) -> bool:
        """Let each handler take one batch of each of its partitions; whether any had something to read."""
        moved = False
        for run in self._runs.values():
            for place in ((topic, p) for topic in run.route.topics for p in range(self.partitions(topic))):
                batch = self._logs[place].since(run.read[place], self._batch_size)
                if batch:
                    moved = True
                    run.read[place] += len(batch)
                    self._settle(run, batch)
        return moved

    def _drop_read(self) -> None:
        """Of the topics that only handlers read, everything is read now."""
        if not self._keep:
            for run in self._runs.values():
                for place in run.read:
                    self._logs[place].drop(run.read[place])

    def _settle(self, run: _Run, batch: list[Record]) -> None:
        partition, timestamp = batch[0].partition, max(record.timestamp for record in batch)
        step: Step = run.route.handler(batch, run.states.of(partition))
        if step.states and not run.route.stateful:
            raise ValueError(f"the handler of {batch[0].topic} keeps no states, and returned some")
        for message in (*step.outputs, *map(dead_letter_message, step.refused), *step.closing):
            self._append(message, timestamp)
        run.states.keep(partition, step.states)

    def _append(self, message: Message, timestamp: int) -> None:
        """Store a message; without a timestamp of its own it bears the latest of the batch it follows from."""
        topic, key, value, headers, partition, own = message
        place = topic, partition_of(key, self.partitions(topic)) if partition is None else partition
        log = self._logs[place]
        log.records.append(Record(*place, log.end, timestamp if own is None else own, key, value, tuple(headers)))
