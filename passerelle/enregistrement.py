"""Topics to a journal: what they hold now, or what comes until nothing more does, or until it is stopped."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from confluent_kafka import Consumer, TopicPartition

from contracts.wire import Headers, Record
from streams.admin import QUIET, check_topics
from streams.journal import JournalWriter
from streams.snapshot import record as record_now
from streams.topics import Topic

AT_ONCE = 5000


def record(broker: str, topics: Sequence[Topic], path: Path, follow: bool, idle: float | None) -> int:
    """Write the journal; how many records it holds."""
    if not follow and idle is None:
        return record_now(broker, topics, path)
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.append(1))
    count = 0
    with JournalWriter(path, {topic.name: topic.partitions for topic in topics}) as journal:
        for count, one in enumerate(following(broker, topics, idle, lambda: bool(asked)), 1):  # noqa: B007
            journal.write(one)
    return count


def following(
    broker: str, topics: Sequence[Topic], idle: float | None, stopped: Callable[[], bool]
) -> Iterator[Record]:
    """Records from the beginning, as they come, until `stopped` or until nothing came for `idle` seconds."""
    check_topics(broker, topics)
    consumer = Consumer(
        {"bootstrap.servers": broker, "group.id": "passerelle-record", "enable.auto.commit": False, **QUIET}
    )
    consumer.assign([TopicPartition(t.name, p, 0) for t in topics for p in range(t.partitions)])
    last = time.monotonic()
    try:
        while not stopped() and (idle is None or time.monotonic() - last < idle):
            for message in consumer.consume(AT_ONCE, 0.5):
                if message.error() is None:
                    last = time.monotonic()
                    place = (
                        cast("str", message.topic()),
                        cast("int", message.partition()),
                        cast("int", message.offset()),
                    )
                    headers = cast("Headers", tuple(message.headers() or ()))
                    yield Record(*place, message.timestamp()[1], message.key(), message.value(), headers)
    finally:
        consumer.close()
