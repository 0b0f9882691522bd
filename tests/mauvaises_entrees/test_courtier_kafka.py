"""On a real Kafka: a topic deleted and made anew under a running worker stops it; the next one reads the new log."""

import time
from uuid import uuid4

import pytest
from confluent_kafka.admin import AdminClient

from streams.admin import partitions_by_topic
from tests.streams.conftest import BrokerUnderTest
from tests.streams.test_worker import Deployment, await_true

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_a_topic_made_anew_under_a_running_group_stops_it_and_the_next_one_reads_it_all(kafka_bootstrap: str) -> None:
    deployment = Deployment(BrokerUnderTest("kafka", kafka_bootstrap), f"d{uuid4().hex[:8]}")
    said(deployment, range(20))
    with deployment.worker() as worker:
        await_true(lambda: deployment.committed("p0")[0] == 20)
        make_anew(deployment, "p0")
        said(deployment, range(20, 25))
        assert worker.process.wait(90) == 1, worker.said()
        assert f'"why": "{deployment.topics["p0"].name}' in worker.said()
    with deployment.worker() as worker:
        await_true(lambda: len(deployment.read("out")) == 25)
        assert worker.end() == 0
    assert deployment.committed("p0")[0] == 5


def said(deployment: Deployment, numbers: range) -> None:
    for number in numbers:
        deployment.say("p0", b"%d" % number, b"k", 0)
    deployment.flush()


def make_anew(deployment: Deployment, topic: str) -> None:
    name, address = deployment.topics[topic].name, deployment.broker.address
    admin = AdminClient({"bootstrap.servers": address})
    admin.delete_topics([name])[name].result()
    until = time.monotonic() + 30
    while name in partitions_by_topic(address) and time.monotonic() < until:
        time.sleep(0.1)
    deployment.broker.create([deployment.topics[topic]])
