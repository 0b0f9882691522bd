"""A topic as a broker is asked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contracts.topics import all_topics, dead_letter

# A dead letter is its record and the reason in headers: a record as large as a broker takes must fit in with it.
ROOM = {"max.message.bytes": str(1_048_588 + 8_192)}


@dataclass(frozen=True, slots=True)
class Topic:
    """Name, number of partitions, and settings by Kafka's names."""

    name: str
    partitions: int
    config: Mapping[str, str] = field(default_factory=dict)


def changelog(name: str, source: Topic) -> Topic:
    """The compacted topic that keeps the states of a handler, with the partitions of what it reads."""
    return Topic(name, source.partitions, {"cleanup.policy": "compact"})


def dead_letters(topics: Sequence[Topic]) -> list[Topic]:
    """The dead-letter topics of input topics."""
    return [Topic(dead_letter(topic.name), topic.partitions, {**topic.config, **ROOM}) for topic in topics]


def deployment(partitions: int) -> list[Topic]:
    """Every topic of the catalogue, in a deployment of so many partitions."""
    return [
        Topic(t.name, t.partition_count(partitions), {**t.config(), **(ROOM if t.role == "dead-letter" else {})})
        for t in all_topics()
    ]
