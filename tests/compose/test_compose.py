"""docker-compose.yml, brought up for real: partners speak, two workers decide, decisions come out; workers drain."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from confluent_kafka import Consumer

from tests.kafka_container import await_broker, free_port

ROOT = Path(__file__).parents[2]
IMAGE = "passerelle:local"

pytestmark = [pytest.mark.compose, pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False)


class Stack:
    """The services of docker-compose.yml, under a project name and a port of their own."""

    def __init__(self) -> None:
        two_words = shutil.which("docker") and run("docker", "compose", "version").returncode == 0
        self._compose = ("docker", "compose") if two_words else ("docker-compose",)
        self._port = str(free_port())
        self._settings = {"KAFKA_PORT": self._port, "SCENARIO": "rsa-teleservice"}
        self.bootstrap = f"localhost:{self._port}"

    def __call__(self, *arguments: str) -> str:
        done = run(*self._compose, "-p", f"passerelle-test-{self._port}", *arguments, **self._settings)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}{self.logs()}"
        return done.stdout

    def logs(self) -> str:
        done = run(*self._compose, "-p", f"passerelle-test-{self._port}", "logs", "--tail=40", **self._settings)
        return done.stdout

    def containers(self, service: str) -> list[str]:
        return self("ps", "-q", service).split()


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    if not (shutil.which("docker") and run("docker", "info").returncode == 0):
        pytest.skip("no Docker Engine answers")
    if run("docker", "image", "inspect", IMAGE).returncode != 0:
        pytest.skip(f"the image {IMAGE} is not there: make image")
    stack = Stack()
    try:
        stack("up", "-d", "--no-build")
        yield stack
    finally:
        stack("down", "--volumes", "--timeout", "40")


def first_decision(bootstrap: str, within: float) -> bytes | None:
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "reader", "auto.offset.reset": "earliest"})
    consumer.subscribe(["cpam.decisions.v1"])
    deadline = time.monotonic() + within
    try:
        while time.monotonic() < deadline:
            message = consumer.poll(1.0)
            headers = dict(message.headers() or ()) if message and not message.error() else {}
            kind = headers.get("ce_type")
            if isinstance(kind, bytes) and b"jour-clos" not in kind:
                return kind
    finally:
        consumer.close()
    return None


def exit_codes(containers: Sequence[str]) -> list[str]:
    return run("docker", "wait", *containers).stdout.split()


def test_decisions_come_out(stack: Stack) -> None:
    await_broker(stack.bootstrap)
    kind = first_decision(stack.bootstrap, within=240)
    assert kind, f"no decision within four minutes\n{stack.logs()}"
    assert kind.startswith(b"fr.cnam.")


def test_the_partners_live_their_scenario_to_its_end(stack: Stack) -> None:
    assert exit_codes(stack.containers("simulator")) == ["0"], stack.logs()


def test_both_workers_drain_on_sigterm(stack: Stack) -> None:
    workers = stack.containers("worker")
    stack("stop", "worker")
    assert exit_codes(workers) == ["0", "0"], stack.logs()
