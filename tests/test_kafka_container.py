"""What the tests on a real Kafka stand on: what was acknowledged is still there after a kill -9 of the broker."""

from collections.abc import Callable

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from tests.kafka_container import KafkaContainer

TOPIC = "kept"


def produce(bootstrap: str, *values: bytes) -> None:
    producer = Producer({"bootstrap.servers": bootstrap, "acks": "all"})
    for value in values:
        producer.produce(TOPIC, value)
    assert producer.flush(30) == 0


def read(bootstrap: str, count: int) -> list[bytes]:
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "reader", "enable.auto.commit": False})
    consumer.assign([TopicPartition(TOPIC, 0, 0)])
    messages = consumer.consume(count, timeout=30)
    consumer.close()
    return [message.value() or b"" for message in messages]


def test_a_session_broker_answers(kafka_bootstrap: str) -> None:
    assert AdminClient({"bootstrap.servers": kafka_bootstrap}).list_topics(timeout=10).brokers


def test_a_killed_broker_comes_back_on_its_port_with_its_records(kafka_broker: Callable[[], KafkaContainer]) -> None:
    broker = kafka_broker()
    admin = AdminClient({"bootstrap.servers": broker.bootstrap})
    admin.create_topics([NewTopic(TOPIC, 1, 1)])[TOPIC].result(30)
    produce(broker.bootstrap, b"before")
    broker.kill()
    broker.start()
    produce(broker.bootstrap, b"after")
    broker.stop()
    broker.start()
    assert read(broker.bootstrap, 2) == [b"before", b"after"]
