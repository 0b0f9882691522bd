"""A worker on both brokers: several topics at once, states, dead letters, refusals to start, orderly ends."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from uuid import uuid4

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient

from contracts.wire import Record
from streams.admin import partitions_by_topic
from streams.embedded import EmbeddedBroker
from streams.snapshot import snapshot
from streams.states import changelog_name
from streams.topics import Topic
from tests.streams.conftest import BrokerUnderTest
from tests.streams.counting import step_of
from tests.streams.deployment import PARTNERS, all_topics

pytestmark = pytest.mark.timeout(180)


@dataclass
class Worker:
    """A process of the worker, its log in a file: an unread pipe would stop it."""

    process: "subprocess.Popen[bytes]"
    log: IO[str]

    def end(self) -> int:
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def said(self) -> str:
        self.log.seek(0)
        return self.log.read()[-3000:]


@dataclass
class Deployment:
    """Topics of its own on a broker, and workers for them."""

    broker: BrokerUnderTest
    name: str

    def __post_init__(self) -> None:
        self.topics = {topic.name.removeprefix(f"{self.name}-"): topic for topic in all_topics(self.name)}
        self.broker.create(self.topics.values())
        self._producer = Producer({"bootstrap.servers": self.broker.address})

    def say(self, topic: str, value: bytes, key: bytes | None = b"k", partition: int = -1, **more: object) -> None:
        self._producer.produce(self.topics[topic].name, value, key, partition=partition, **more)  # type: ignore[arg-type]

    def flush(self) -> None:
        self._producer.flush(20)

    def read(self, topic: str) -> list[Record]:
        return list(snapshot(self.broker.address, [self.topics[topic]]))

    def states(self, state: str) -> Mapping[bytes | None, bytes | None]:
        name = changelog_name(self.name, state).removeprefix(f"{self.name}-")
        return {record.key: record.value for record in self.read(name)}

    def commit(self, topic: str, offset: int) -> None:
        consumer = Consumer({"bootstrap.servers": self.broker.address, "group.id": self.name})
        consumer.commit(offsets=[TopicPartition(self.topics[topic].name, 0, offset)], asynchronous=False)
        consumer.close()

    def committed(self, topic: str) -> list[int]:
        consumer = Consumer({"bootstrap.servers": self.broker.address, "group.id": self.name})
        named = self.topics[topic]
        places = consumer.committed([TopicPartition(named.name, p) for p in range(named.partitions)], timeout=10)
        consumer.close()
        return [max(place.offset, 0) for place in places]

    @contextmanager
    def worker(self, **environment: str) -> Iterator["Worker"]:
        settings = {"PASSERELLE_BROKER": self.broker.address, "PASSERELLE_APP_ID": self.name}
        command = [sys.executable, "-m", "tests.streams.deployment"]
        with tempfile.TemporaryFile("w+") as log:
            process = subprocess.Popen(command, env={**os.environ, **settings, **environment}, stderr=log)
            try:
                yield Worker(process, log)
            finally:
                process.kill()
                process.wait()


@pytest.fixture
def deployment(broker: BrokerUnderTest) -> Deployment:
    return Deployment(broker, f"d{uuid4().hex[:8]}")


@pytest.fixture
def embedded_deployment() -> Iterator[Deployment]:
    with EmbeddedBroker() as embedded:
        yield Deployment(BrokerUnderTest("embedded", embedded.address, embedded), f"d{uuid4().hex[:8]}")


def test_many_topics_one_worker_and_another_after_it(deployment: Deployment) -> None:
    truth: dict[bytes, list[int]] = {}
    for first in (0, 4000):
        for number in range(first, first + 4000):
            key = b"k%d" % (number % 37)
            truth.setdefault(key, []).append(number)
            deployment.say(f"p{number % PARTNERS}", b"%d" % number, key)
        deployment.flush()
        with deployment.worker() as worker:
            await_true(lambda first=first: len(deployment.read("out")) == first + 4000)  # type: ignore[misc]
            for n in range(PARTNERS):
                for partition in range(4):
                    deployment.say(f"p{n}", b"close %d" % (first + n * 4 + partition), None, partition)
            deployment.flush()
            await_true(lambda first=first: len(deployment.read("days")) == (1 + first // 4000) * 32)  # type: ignore[misc]
            assert worker.end() == 0
        assert sum(deployment.committed("facts")) == first + 4000

    states = deployment.states("dossiers")
    for key, numbers in truth.items():
        count, _, seen = json.loads(states[key] or b"")
        assert (count, sorted(seen)) == (len(numbers), numbers)
    assert json.loads(deployment.states("jours")[b""] or b"")[0] == 64
    assert Counter(record.value for record in deployment.read("out")).most_common(1)[0][1] == 1


def test_within_a_key_the_order_is_that_of_its_partition(deployment: Deployment) -> None:
    for number in range(3000):
        deployment.say("p0", b"%d" % number, b"k%d" % (number % 5))
    deployment.flush()
    with deployment.worker(PASSERELLE_BATCH_SIZE="100"):
        await_true(lambda: len(deployment.read("out")) == 3000)
    chains: dict[bytes, tuple[int, str]] = {}
    for number in range(3000):
        key = b"k%d" % (number % 5)
        chains[key] = step_of(*chains.get(key, (0, "")), number)
    for state_key, state in deployment.states("dossiers").items():
        assert tuple(json.loads(state or b"")[:2]) == chains[state_key or b""]


def test_a_refused_record_is_kept_byte_for_byte_with_the_reason(deployment: Deployment) -> None:
    headers = [("ce_id", b"7"), ("raw", b"\xff\x00"), ("ce_id", b"again")]
    deployment.say("p3", b"\x00not \xff a number", b"\x01key", 2, timestamp=1_640_995_200_123, headers=headers)
    deployment.say("p3", b"1", b"k", 2)
    deployment.flush()
    with deployment.worker() as worker:
        await_true(lambda: deployment.committed("p3")[2] == 2)
        assert worker.end() == 0
    (letter,) = deployment.read("p3-dlt")
    assert (letter.partition, letter.key, letter.value) == (2, b"\x01key", b"\x00not \xff a number")
    assert letter.headers[:3] == tuple(headers)
    topic = deployment.topics["p3"].name.encode()
    assert dict(letter.headers[3:]) == {
        "passerelle-cause": b"not-a-number",
        "passerelle-detail": "the value is not a number: é".encode(),
        "passerelle-topic": topic,
        "passerelle-partition": b"2",
        "passerelle-offset": b"0",
        "passerelle-timestamp": b"1640995200123",
        "__streams.errors.exception": b"passerelle.not-a-number",
        "__streams.errors.message": "the value is not a number: é".encode(),
        "__streams.errors.stacktrace": b"",
        "__streams.errors.topic": topic,
        "__streams.errors.partition": b"2",
        "__streams.errors.offset": b"0",
    }


def test_too_many_refused_in_a_row_stop_the_feed(deployment: Deployment) -> None:
    deployment.say("p1", b"5", b"k", 0)
    for _ in range(30):
        deployment.say("p1", b"bad", b"k", 0)
    deployment.flush()
    for _ in range(2):  # starting it again does not bury them either
        with deployment.worker(PASSERELLE_DEAD_LETTER_LIMIT="25", PASSERELLE_BATCH_SIZE="10") as worker:
            assert worker.process.wait(60) == 2
            assert "25 records in a row" in worker.said()
        assert deployment.committed("p1")[0] <= 1
    with deployment.worker(PASSERELLE_DEAD_LETTER_LIMIT="31") as worker:
        deployment.say("p1", b"6", b"k", 0)
        deployment.flush()
        await_true(lambda: deployment.committed("p1")[0] == 32)
    letters = Counter(dict(letter.headers)["passerelle-offset"] for letter in deployment.read("p1-dlt"))
    assert sorted(map(int, letters)) == list(range(1, 31))


def test_a_handler_that_raises_ends_the_worker_and_names_nobody(deployment: Deployment) -> None:
    deployment.say("p2", b"1", b"185057512345678", 3)
    deployment.say("p2", b"raise", b"185057512345678", 3)
    deployment.flush()
    with deployment.worker() as worker:
        assert worker.process.wait(60) == 70
        assert "intake: RuntimeError at deployment.py" in worker.said()
        assert "185057512345678" not in worker.said()
    assert deployment.committed("p2") == [0, 0, 0, 0]


@pytest.mark.parametrize("missing", ["p7", "out", "p2-dlt", "dossiers-changelog"])
def test_a_worker_refuses_to_start_without_a_topic(broker: BrokerUnderTest, missing: str) -> None:
    name = f"d{uuid4().hex[:8]}"
    broker.create(topic for topic in all_topics(name) if topic.name != f"{name}-{missing}")
    assert refused(broker.address, name) == (1, f"topics are missing: {name}-{missing}. Create them: passerelle topics")


def test_a_worker_refuses_another_number_of_partitions(broker: BrokerUnderTest) -> None:
    name = f"d{uuid4().hex[:8]}"
    wrong = Topic(f"{name}-facts", 3)
    broker.create([wrong if topic.name == wrong.name else topic for topic in all_topics(name)])
    code, why = refused(broker.address, name)
    assert (code, why[: len(name) + 32]) == (1, f"{name}-facts has 3 partitions and 4 ar")


def test_a_worker_refuses_an_offset_beyond_the_log(deployment: Deployment) -> None:
    deployment.commit("p5", 10)
    code, why = refused(deployment.broker.address, deployment.name)
    assert code == 1
    assert "the topic was made anew" in f"{why}"


def test_a_worker_refuses_to_go_on_where_records_expired_unread(embedded_deployment: Deployment) -> None:
    deployment = embedded_deployment
    for number in range(9):
        deployment.say("p5", b"%d" % number, b"k", 0)
    deployment.flush()
    deployment.commit("p5", 2)
    deployment.broker.expire(deployment.topics["p5"].name, 0, 4)
    code, why = refused(deployment.broker.address, deployment.name)
    assert code == 1
    assert "2 records expired before they were read" in why


def test_a_worker_refuses_states_whose_beginning_is_lost(embedded_deployment: Deployment) -> None:
    deployment = embedded_deployment
    deployment.say("facts", b"1", b"k", 1)
    deployment.flush()
    with deployment.worker() as worker:
        await_true(lambda: sum(deployment.committed("facts")) == 1)
        assert worker.end() == 0
    deployment.broker.expire(changelog_name(deployment.name, "dossiers"), 1, 1)
    code, why = refused(deployment.broker.address, deployment.name)
    assert (code, "[1] begins at offset 1: states are lost" in why) == (1, True), why


def test_the_embedded_broker_keeps_all(embedded_deployment: Deployment) -> None:
    for _ in range(1000):
        embedded_deployment.say("p0", bytes(10_000), None, 0)
    embedded_deployment.flush()
    assert len(embedded_deployment.read("p0")) == 1000


def test_a_topic_taken_away_under_a_running_worker_stops_it(kafka_bootstrap: str) -> None:
    deployment = Deployment(BrokerUnderTest("kafka", kafka_bootstrap), f"d{uuid4().hex[:8]}")
    for number in range(100):
        deployment.say("p5", b"%d" % number, b"k", 0)
    deployment.flush()
    with deployment.worker() as worker:
        await_true(lambda: deployment.committed("p5")[0] == 100)
        topic = deployment.topics["p5"]
        admin = AdminClient({"bootstrap.servers": kafka_bootstrap})
        admin.delete_topics([topic.name])[topic.name].result(20)
        assert worker.process.wait(60) in {1, 70}, worker.said()
    await_true(lambda: topic.name not in partitions_by_topic(kafka_bootstrap))
    assert refused(kafka_bootstrap, deployment.name)[1].startswith(f"topics are missing: {topic.name}")


def test_a_worker_says_that_no_broker_answers() -> None:
    code, why = refused("127.0.0.1:1", "nobody")
    assert code == 3
    assert why.startswith("no broker answers at 127.0.0.1:1")


def refused(address: str, name: str) -> tuple[int, str]:
    """Exit code and text of a worker that does not start."""
    settings = {"PASSERELLE_BROKER": address, "PASSERELLE_APP_ID": name}
    command = [sys.executable, "-m", "tests.streams.deployment"]
    done = subprocess.run(
        command, env={**os.environ, **settings}, capture_output=True, text=True, timeout=60, check=False
    )
    why = json.loads(done.stderr.strip().splitlines()[-1])["why"]
    return done.returncode, str(why).split(" --create")[0]


def await_true(true: Callable[[], bool], within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)
