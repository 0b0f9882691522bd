"""A topic as a broker is asked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from streams.deadletters import dead_letter_topic


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
    """The dead-letter topics of input topics; a little more room, for the reason in the headers."""
    return [Topic(dead_letter_topic(t.name), t.partitions, {"max.message.bytes": "1200000"}) for t in topics]
