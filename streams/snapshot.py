"""What topics hold at this moment, read once from beginning to end, without a group."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

from contracts.wire import Headers, Record
from streams.admin import QUIET, check_topics, watermarks
from streams.errors import BrokerUnreachable, LogChanged
from streams.journal import JournalWriter
from streams.topics import Topic

AT_ONCE = 5000
PATIENCE = 30  # seconds without a record before a log is given up
# Each partition's first fetch is asked before it has any, and the embedded broker lets it wait its whole time.
SETTINGS = {"enable.auto.commit": False, "enable.partition.eof": True, "fetch.wait.max.ms": 10, **QUIET}


def record(broker: str, topics: Iterable[Topic], path: Path, whole: bool = True) -> int:
    """Write what topics hold to a journal, partition by partition; how many records it holds."""
    wanted = list(topics)
    count = 0
    with JournalWriter(path, {topic.name: topic.partitions for topic in wanted}) as journal:
        for count, one in enumerate(snapshot(broker, wanted, whole), 1):  # noqa: B007
            journal.write(one)
    return count


def snapshot(broker: str, topics: Iterable[Topic], whole: bool = True) -> Iterator[Record]:
    """Every record up to the ends that the logs have now; with `whole`, a log must have kept its beginning."""
    wanted = list(topics)
    check_topics(broker, wanted)
    consumer = Consumer({"bootstrap.servers": broker, "group.id": "passerelle-snapshot", **SETTINGS})
    try:
        for topic in wanted:
            for partition in range(topic.partitions):
                yield from _partition(consumer, TopicPartition(topic.name, partition), whole)
    except KafkaException as error:
        raise BrokerUnreachable(f"the broker at {broker} stopped answering: {error.args[0].str()}") from None
    finally:
        consumer.close()


def _partition(consumer: Consumer, place: TopicPartition, whole: bool) -> Iterator[Record]:
    low, high = watermarks(consumer, place)
    where = f"{place.topic}[{place.partition}]"
    if low and whole:
        raise LogChanged(f"{where} begins at offset {low}: what was before has expired, it cannot be read whole")
    consumer.assign([TopicPartition(place.topic, place.partition, low)])
    position, silent = low, 0
    while position < high:
        messages = consumer.consume(min(AT_ONCE, high - position), 1.0)
        silent = 0 if messages else silent + 1
        if silent > PATIENCE:
            raise BrokerUnreachable(f"{where} stopped at offset {position} of {high}: the broker sends no more")
        for message in messages:
            if error := message.error():
                if error.code() == KafkaError._PARTITION_EOF:  # what is left are markers
                    return
                raise KafkaException(error)
            position = cast("int", message.offset()) + 1
            yield _record(message)


def _record(message: Message) -> Record:
    headers = cast("Headers", tuple(message.headers() or ()))
    place = cast("str", message.topic()), cast("int", message.partition()), cast("int", message.offset())
    return Record(*place, message.timestamp()[1], message.key(), message.value(), headers)
