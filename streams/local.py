"""Handlers without a broker: messages in, run until nothing moves, in an order that never changes; in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.topics import dead_letter
from contracts.wire import Handler, Message, Record, Step
from streams.deadletters import dead_letter as dead_letter_message
from streams.send import partition_of
from streams.states import States

Log = list[Record]
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
    read: defaultdict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))


class Local:
    """All handlers in one process. Topics that nobody reads collect what is sent to them."""

    def __init__(
        self, routes: Mapping[str, Route], partitions: int | Mapping[str, int] = 1, batch_size: int = 2000
    ) -> None:
        self._partitions, self._batch_size = partitions, batch_size
        self._logs: defaultdict[tuple[str, int], Log] = defaultdict(list)
        self._taken: defaultdict[tuple[str, int], int] = defaultdict(int)
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
                return
        raise RuntimeError("the handlers answer each other without end")

    def log(self, topic: str) -> Log:
        """All records of a topic, by partition and offset."""
        return [record for p in range(self.partitions(topic)) for record in self._logs[topic, p]]

    def take(self, topic: str) -> Log:
        """The records of a topic that were not yet taken, by partition and offset."""
        new: Log = []
        for place in ((topic, p) for p in range(self.partitions(topic))):
            new += self._logs[place][self._taken[place] :]
            self._taken[place] = len(self._logs[place])
        return new

    def states(self, name: str, partition: int) -> Mapping[bytes, bytes]:
        """What a handler keeps of a partition."""
        return self._runs[name].states.of(partition)

    def _round(self) -> bool:
        """Let each handler take one batch of each of its partitions; whether any had something to read."""
        moved = False
        for run in self._runs.values():
            for place in ((topic, p) for topic in run.route.topics for p in range(self.partitions(topic))):
                batch = self._logs[place][run.read[place] : run.read[place] + self._batch_size]
                if batch:
                    moved = True
                    run.read[place] += len(batch)
                    self._settle(run, batch)
        return moved

    def _settle(self, run: _Run, batch: Log) -> None:
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
        log.append(Record(*place, len(log), timestamp if own is None else own, key, value, tuple(headers)))
