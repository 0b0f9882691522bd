"""`docs/messages.md`, made of the catalogue: topics, types, and where to read more. `python -m contracts.markdown`."""

from collections.abc import Iterable
from pathlib import Path

from contracts.catalogue import MESSAGES, MessageType
from contracts.topics import DEFAULT_PARTITIONS, JOUR_CLOS, TOPICS, Topic

FILE = Path(__file__).parents[1] / "docs" / "messages.md"
_HEAD = """\
# Topics and messages

<!-- Written by `python -m contracts.markdown`; a test holds it to contracts/catalogue.py and contracts/topics.py. -->

Messages are CloudEvents 1.0: in binary mode (`ce_*` headers, JSON value) or structured mode (`content-type:
application/cloudevents+json`, or one JSON object a line in files). `time` is the day it happened, `recordedtime` the
day the agency recorded it; the day of receipt is that of the record's timestamp, in UTC. Fields, their meaning and the
JSON Schema: `passerelle contracts show TYPE`; schemas and examples: [contracts/schemas](../contracts/schemas),
[contracts/examples](../contracts/examples).
"""
_ROLES = {
    "partner": "What partners send",
    "internal": "What agents tell each other",
    "output": "What is decided, and what follows from it",
}


def render() -> str:
    """The whole file."""
    parts = [_HEAD, "## Topics\n", _notes()]
    for role, title in _ROLES.items():
        parts += [f"### {title}\n", _topics(topic for topic in TOPICS if topic.role == role)]
    return "\n".join([*parts, "## Types\n", _types(MESSAGES)])


def _notes() -> str:
    read = "Every topic that an agent reads has its dead letters beside it, `<topic>-dlt`, with as many partitions."
    many = f"Unless said, a topic has as many partitions as the deployment: {DEFAULT_PARTITIONS} by default."
    day = f"`{JOUR_CLOS}` travels on every partner and every output topic, on each partition: that feed's day is over."
    return f"{read}\n{many}\n{day}\n"


def _topics(topics: Iterable[Topic]) -> str:
    rows = [
        (
            f"`{topic.name}`",
            topic.title + ("" if topic.partitions is None else f" ({topic.partitions} partition)"),
            topic.owner,
            topic.key.partition(";")[0],
            topic.legal_basis,
        )
        for topic in topics
    ]
    return _table(("topic", "holds", "owner", "record key", "why it may exist"), rows)


def _types(messages: Iterable[MessageType]) -> str:
    rows = [
        (
            f"`{message.type}`",
            message.title,
            f"`{message.topics[0]}`" if message.type != JOUR_CLOS else "every partner and output topic",
            " ".join(message.legal) or "–",
        )
        for message in messages
    ]
    return _table(("type", "says", "topic", "catalogue"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
