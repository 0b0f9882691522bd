"""The embedded broker on its own: a port of one's choice, its own process, its end."""

import signal
import socket
import subprocess
import sys

import pytest
from confluent_kafka import Producer

from streams.admin import partitions_by_topic
from streams.embedded import EmbeddedBroker, embedded
from streams.snapshot import snapshot
from streams.topics import Topic, deployment

TOPIC = Topic("a", 2)


def test_it_can_be_found_at_a_chosen_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with embedded([TOPIC], port) as address:
        assert address == f"127.0.0.1:{port}"
        producer = Producer({"bootstrap.servers": address})
        producer.produce("a", b"v", partition=1)
        assert producer.flush(10) == 0
        assert [record.value for record in snapshot(address, [TOPIC])] == [b"v"]


def test_it_runs_in_a_process_of_its_own_until_it_is_told_to_end() -> None:
    code = "from streams.embedded import serve; from streams.topics import Topic; serve([Topic('a', 2)])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert partitions_by_topic(address) == {"a": 2}
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_it_has_the_topics_of_a_deployment_each_with_its_partitions() -> None:
    with EmbeddedBroker(deployment(3)) as broker:
        there = partitions_by_topic(broker.address)
    assert there["dossiers.faits.v1"] == there["cnaf.rsa.v1-dlt"] == 3
    assert there["calendrier.v1"] == there["calendrier.v1-dlt"] == 1


def test_a_topic_that_is_there_is_refused() -> None:
    with EmbeddedBroker([TOPIC]) as broker, pytest.raises(ValueError, match="refused topic a"):
        broker.create([TOPIC])
