"""What every client may rest on, on both brokers: order, bytes, headers, timestamps, groups, commits."""

from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from confluent_kafka import Consumer, Producer, TopicPartition
from kafka import KafkaConsumer, KafkaProducer
from kafka import TopicPartition as KafkaPartition

from contracts.wire import Message, Record
from streams.admin import check_topics, partitions_by_topic
from streams.errors import Misconfigured
from streams.partitioner import partition_of
from streams.send import Outbox
from streams.snapshot import snapshot
from streams.topics import Topic
from tests.streams.conftest import BrokerUnderTest

DAY = 1_640_995_200_000
CASES: list[tuple[bytes | None, bytes | None, tuple[tuple[str, bytes], ...]]] = [
    (b"key", b"value", ()),
    (None, b"no key", (("ce_id", b"1"), ("ce_id", b"twice"), ("raw", b"\xff\x00"))),
    (b"gone", None, (("ce_type", b"tombstone"),)),
    (b"\x00\xff", "é€".encode(), (("accent", "é".encode()),)),
]


def expected(topic: Topic) -> list[Record]:
    return [Record(topic.name, 1, n, DAY + n, key, value, headers) for n, (key, value, headers) in enumerate(CASES)]


def test_what_confluent_writes_is_read_as_it_was(broker: BrokerUnderTest) -> None:
    topic = broker.topic("confluent")
    producer = Producer({"bootstrap.servers": broker.address})
    for n, (key, value, headers) in enumerate(CASES):
        producer.produce(topic.name, value, key, partition=1, timestamp=DAY + n, headers=list(headers))
    producer.flush(10)
    assert list(snapshot(broker.address, [topic])) == expected(topic)


def test_what_kafka_python_writes_is_read_as_it_was(broker: BrokerUnderTest) -> None:
    topic = broker.topic("kafka-python")
    producer = KafkaProducer(bootstrap_servers=broker.address, api_version=broker.api_version)
    for n, (key, value, headers) in enumerate(CASES):
        producer.send(topic.name, value, key, list(headers), partition=1, timestamp_ms=DAY + n)
    producer.flush(10)
    producer.close()
    assert list(snapshot(broker.address, [topic])) == expected(topic)


async def test_what_the_outbox_sends_is_read_as_it_was_by_kafka_python(broker: BrokerUnderTest) -> None:
    topic = broker.topic("outbox")
    async with AIOKafkaProducer(bootstrap_servers=broker.address) as producer:
        await Outbox(producer).send(
            Message(topic.name, key, value, headers, 1, DAY + n) for n, (key, value, headers) in enumerate(CASES)
        )
    options: dict[str, Any] = {"auto_offset_reset": "earliest", "consumer_timeout_ms": 20_000}
    consumer = KafkaConsumer(bootstrap_servers=broker.address, api_version=broker.api_version, group_id=None, **options)
    consumer.assign([KafkaPartition(topic.name, 1)])
    found = []
    for message in consumer:
        place = message.topic, message.partition, message.offset, message.timestamp
        found.append(Record(*place, message.key, message.value, tuple(message.headers)))
        if len(found) == len(CASES):
            break
    consumer.close()
    assert found == expected(topic)


async def test_a_large_send_keeps_its_order_in_each_partition(broker: BrokerUnderTest) -> None:
    topic = broker.topic("large")
    messages = [Message(topic.name, b"k%d" % (n % 97), b"%d" % n * 30) for n in range(20_000)]
    async with AIOKafkaProducer(bootstrap_servers=broker.address, max_batch_size=20_000) as producer:
        await Outbox(producer).send(messages)
    found = list(snapshot(broker.address, [topic]))
    assert len(found) == len(messages)
    for partition in range(topic.partitions):
        wanted = [m.value for m in messages if partition_of(m.key, topic.partitions) == partition]
        assert [record.value for record in found if record.partition == partition] == wanted


def test_keys_go_where_other_clients_send_them(broker: BrokerUnderTest) -> None:
    topic = broker.topic("murmur")
    settings = {"bootstrap.servers": broker.address, "partitioner": "murmur2_random"}
    producer = Producer(settings)
    keys = [b"k%d" % n for n in range(200)]
    for key in keys:
        producer.produce(topic.name, b"", key)
    producer.flush(10)
    for record in snapshot(broker.address, [topic]):
        assert record.partition == partition_of(record.key, topic.partitions)


def test_a_group_goes_on_where_it_committed(broker: BrokerUnderTest) -> None:
    topic = broker.topic("group", 1)
    producer = Producer({"bootstrap.servers": broker.address})
    for n in range(10):
        producer.produce(topic.name, b"%d" % n)
    producer.flush(10)
    for first in (0, 4):
        consumer = _member(broker, topic)
        messages = consumer.consume(4, 20)
        assert [message.value() for message in messages] == [b"%d" % (first + n) for n in range(4)]
        consumer.commit(offsets=[TopicPartition(topic.name, 0, first + 4)], asynchronous=False)
        consumer.close()


def test_two_members_share_the_partitions(broker: BrokerUnderTest) -> None:
    topic = broker.topic("shared")
    members = [_member(broker, topic), _member(broker, topic)]
    shares: list[set[int]] = [set(), set()]
    for _ in range(200):
        for member in members:
            member.poll(0.1)
        shares = [{place.partition for place in member.assignment()} for member in members]
        if all(shares) and not shares[0] & shares[1]:
            break
    for member in members:
        member.close()
    assert sorted(map(len, shares)) == [2, 2]
    assert shares[0] | shares[1] == {0, 1, 2, 3}


def test_topics_are_checked(broker: BrokerUnderTest) -> None:
    topic = broker.topic("checked", 3)
    assert partitions_by_topic(broker.address)[topic.name] == 3
    check_topics(broker.address, [topic])
    with pytest.raises(Misconfigured, match=r"has 3 partitions and 4 are expected"):
        check_topics(broker.address, [Topic(topic.name, 4)])
    with pytest.raises(Misconfigured, match=r"topics are missing: nowhere. .*passerelle topics --create"):
        check_topics(broker.address, [Topic("nowhere", 4)])


def _member(broker: BrokerUnderTest, topic: Topic) -> Consumer:
    consumer = Consumer(
        {
            "bootstrap.servers": broker.address,
            "group.id": f"group-of-{topic.name}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "session.timeout.ms": 6000,
            "heartbeat.interval.ms": 500,
        }
    )
    consumer.subscribe([topic.name])
    return consumer
