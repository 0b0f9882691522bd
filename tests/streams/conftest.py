"""One suite for both brokers: the embedded one, and a real Kafka."""

from collections.abc import Iterable, Iterator
from ctypes import c_char_p, c_int32, c_int64, c_void_p
from dataclasses import dataclass
from uuid import uuid4

import pytest

from streams.admin import create_topics
from streams.embedded import EmbeddedBroker
from streams.topics import Topic


@dataclass
class BrokerUnderTest:
    """A broker that all tests share: topics and groups of one's own names."""

    kind: str
    address: str
    embedded: EmbeddedBroker | None = None

    def topic(self, name: str, partitions: int = 4) -> Topic:
        """A new topic, whose name nobody else has."""
        topic = Topic(f"{name}-{uuid4().hex[:8]}", partitions)
        self.create([topic])
        return topic

    def create(self, topics: Iterable[Topic]) -> None:
        if self.embedded is None:
            create_topics(self.address, topics)
        else:
            self.embedded.create(topics)

    def expire(self, topic: str, partition: int, before: int) -> None:
        """Drop the records of an embedded partition before an offset, as retention does."""
        assert self.embedded
        drop = self.embedded._library.rd_kafka_mock_partition_delete_records
        drop.argtypes = [c_void_p, c_char_p, c_int32, c_int64]
        assert drop(self.embedded._cluster, topic.encode(), partition, before) == 0

    @property
    def api_version(self) -> tuple[int, ...] | None:
        """What kafka-python must be told: the embedded broker answers no newer question."""
        return (2, 3) if self.embedded else None


@pytest.fixture(scope="session", params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest) -> Iterator[BrokerUnderTest]:
    if request.param == "embedded":
        with EmbeddedBroker() as embedded:
            yield BrokerUnderTest("embedded", embedded.address, embedded)
    else:
        yield BrokerUnderTest("kafka", request.getfixturevalue("kafka_bootstrap"))
