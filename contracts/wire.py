"""What a batch function receives and returns: records in; messages, states, dead letters out. No broker, no Faust."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

Headers = tuple[tuple[str, bytes], ...]
StateMap = Mapping[bytes, bytes]


class Record(NamedTuple):
    """One record as read from a topic; `timestamp` in milliseconds since the epoch."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


class Message(NamedTuple):
    """One record to send. `partition` None: by the key (murmur2), as every Kafka client does."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None
    timestamp: int | None = None


class Refusal(NamedTuple):
    """A record that cannot be used, and why: `cause` is a short stable word, `detail` names field, value and fix."""

    record: Record
    cause: str
    detail: str


@dataclass(slots=True)
class Step:
    """What one batch of one partition yields, in the order in which it must become durable.

    `outputs` first, then `closing` (reports that promise that the outputs are there), then `states` (key → new
    state, None deletes); only then are the records acknowledged. `refused` go to the dead-letter topic with `outputs`.
    """

    outputs: list[Message] = field(default_factory=list)
    closing: list[Message] = field(default_factory=list)
    states: dict[bytes, bytes | None] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


class Handler(Protocol):
    """The decision of a batch, free of input and output: the same records and states give the same step, anywhere."""

    def restore(self, partition: int, states: StateMap) -> None:
        """Take over a partition with the states it was left with (empty when new)."""
        ...

    def release(self, partition: int) -> None:
        """Forget a partition that went to another worker."""
        ...

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        """Handle records of one partition, in order. `states` is that partition's; it is not changed here."""
        ...
