"""The broker absent, a topic missing or made anew: what each command says, and with which code it ends."""

import json
import os
import socket
import subprocess
import sys

from confluent_kafka import Consumer, TopicPartition
from typer.testing import CliRunner

from contracts.topics import CNAF_RSA, CPAM_DECISIONS
from passerelle.cli import app
from passerelle.deploiement import topics
from streams.embedded import EmbeddedBroker
from streams.settings import Settings
from tests.mauvaises_entrees.feed import loi

ABSENT = "127.0.0.1:1"
COMMANDS = (["topics"], ["worker"], ["simulate", "rsa-teleservice"])


def start(*arguments: str, broker: str = ABSENT) -> "subprocess.Popen[str]":
    """The command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "passerelle", *arguments, "--broker", broker],
        env={**os.environ, "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Exit code, and all that was said."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out + err


def deployed(without: str = "") -> EmbeddedBroker:
    """A broker with all topics of a deployment, but one."""
    return EmbeddedBroker(topic for topic in topics(Settings(), loi()) if topic.name != without)


def test_a_broker_that_is_absent_is_three_and_how_to_start_one() -> None:
    together = [start(*command) for command in COMMANDS]  # each waits ten seconds for an answer
    for command, process in zip(COMMANDS, together, strict=True):
        code, said = ended(process)
        assert code == 3, (command, said)
        assert f"no broker answers at {ABSENT}" in said
        assert "Start one (`passerelle broker`, or docker compose), or set PASSERELLE_BROKER" in said
        assert "Traceback" not in said


def test_a_missing_topic_is_named_with_the_command_that_makes_it() -> None:
    with deployed(without=CPAM_DECISIONS) as broker:
        worker = start("worker", broker=broker.address)
        listing = start("topics", "--format", "json", broker=broker.address)
        code, said = ended(worker)
        assert code == 1, said
        why = f"topics are missing: {CPAM_DECISIONS}. Create them: passerelle topics --create"
        assert json.loads(said)["why"] == why
        code, said = ended(listing)
        assert code == 2, said
        assert [row["name"] for row in json.loads(said) if row["on_broker"] is None] == [CPAM_DECISIONS]


def test_a_topic_made_anew_stops_the_group_that_had_read_the_old_one() -> None:
    with deployed() as broker:
        group = Consumer({"bootstrap.servers": broker.address, "group.id": "passerelle"})
        group.commit(offsets=[TopicPartition(CNAF_RSA, 2, 7)], asynchronous=False)
        group.close()
        code, said = ended(start("worker", broker=broker.address))
        assert code == 1, said
        why = json.loads(said)["why"]
        assert f"group passerelle has read {CNAF_RSA}[2] up to offset 7, and its log ends at 0" in why
        assert "the topic was made anew. To read it all: kafka-consumer-groups --group passerelle" in why


def test_a_port_that_is_taken_is_a_wrong_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["broker", "--port", port])
    assert result.exit_code == 1
    assert f"port {port}: " in result.stderr
    assert "passerelle broker --port 0" in result.stderr
