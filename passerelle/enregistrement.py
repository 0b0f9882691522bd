"""Topics to a journal: what they hold now, or what comes until nothing more does, or until it is stopped."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition

from contracts.wire import Headers, Record
from streams.admin import QUIET, check_topics
from streams.journal import JournalWriter
from streams.snapshot import record as record_now
from streams.topics import Topic

AT_ONCE = 5000
SETTINGS = {"enable.auto.commit": False, "fetch.wait.max.ms": 50, **QUIET}


def record(broker: str, topics: Sequence[Topic], path: Path, follow: bool, idle: float | None) -> int:
    """Write the journal; how many records it holds."""
    if not follow and idle is None:
        return record_now(broker, topics, path)
    count = 0
    with stop_when_asked() as asked, JournalWriter(path, {t.name: t.partitions for t in topics}) as journal:
        for count, one in enumerate(following(broker, topics, idle, asked), 1):  # noqa: B007
            journal.write(one)
    return count


@contextmanager
def stop_when_asked() -> Iterator[Callable[[], bool]]:
    """SIGTERM and Ctrl-C ask to stop, and the journal gets its end; yields whether they did."""
    asked: list[int] = []
    before = {number: signal.signal(number, lambda *_: asked.append(1)) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def following(
    broker: str, topics: Sequence[Topic], idle: float | None, stopped: Callable[[], bool]
) -> Iterator[Record]:
    """Records from the beginning, as they come, until `stopped` or until nothing came for `idle` seconds."""
    check_topics(broker, topics)
    consumer = Consumer({"bootstrap.servers": broker, "group.id": "passerelle-record", **SETTINGS})
    consumer.assign([TopicPartition(t.name, p, OFFSET_BEGINNING) for t in topics for p in range(t.partitions)])
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
