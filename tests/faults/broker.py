"""What tests ask a broker: is the group at the end, and what do topics hold."""

from collections.abc import Iterator, Sequence
from typing import cast

from confluent_kafka import Consumer, KafkaException, TopicPartition

from contracts.wire import Headers, Record
from streams.topics import Topic

QUIET = {"log_level": 0, "enable.auto.commit": False}


def caught_up(bootstrap: str, group: str, topics: Sequence[Topic]) -> bool:
    """Whether the group's committed offsets are the ends of all logs; False while the broker does not answer."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, **QUIET})
    try:
        places = [TopicPartition(topic.name, p) for topic in topics for p in range(topic.partitions)]
        for place in consumer.committed(places, timeout=5):
            _, high = consumer.get_watermark_offsets(place, timeout=5)
            if high and place.offset < high:
                return False
    except KafkaException:
        return False
    finally:
        consumer.close()
    return True


def read_all(bootstrap: str, topic: Topic) -> Iterator[Record]:
    """Every record of a topic, by partition and offset."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "read-all", **QUIET})
    try:
        for partition in range(topic.partitions):
            yield from _read(consumer, TopicPartition(topic.name, partition))
    finally:
        consumer.close()


def _read(consumer: Consumer, place: TopicPartition) -> Iterator[Record]:
    low, high = consumer.get_watermark_offsets(place, timeout=10)
    if low == high:
        return
    consumer.assign([TopicPartition(place.topic, place.partition, low)])
    offset = low - 1
    while offset < high - 1:
        for message in consumer.consume(5000, 1.0):
            if error := message.error():
                raise KafkaException(error)
            offset = message.offset() or 0
            headers = cast("Headers", tuple(message.headers() or ()))
            yield Record(
                place.topic, place.partition, offset, message.timestamp()[1], message.key(), message.value(), headers
            )
