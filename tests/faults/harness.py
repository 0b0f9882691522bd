"""A campaign of faults on a real Kafka: load, workers, what is done to them, and what must be true afterwards.

A `Subject` says which worker runs on which load and how its truth is checked; the harness knows nothing of either.
"""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from confluent_kafka import Producer

from contracts.wire import Message
from streams.admin import create_topics
from streams.topics import Topic
from tests.faults.broker import caught_up

READY = '"event": "assigned"'


class Broker(Protocol):
    """A broker that can be killed and comes back with its data on the same address."""

    @property
    def bootstrap(self) -> str: ...
    def kill(self) -> None: ...
    def start(self) -> object: ...


class Subject(Protocol):
    """What is put to the test: topics, load, worker, truth. One object per run; `name` is new for each."""

    @property
    def name(self) -> str: ...
    @property
    def topics(self) -> Sequence[Topic]: ...
    @property
    def inputs(self) -> Sequence[Topic]: ...  # the run is over when the group `name` has read these to their ends
    def command(self) -> Sequence[str]: ...
    def environment(self) -> Mapping[str, str]: ...
    def load(self) -> Sequence[Message]: ...
    def problems(self, bootstrap: str) -> list[str]: ...


@dataclass(frozen=True)
class Plan:
    """What happens: how many workers, how much load waits for them and how fast the rest comes, and the faults."""

    faults: Sequence[str] = ()  # "kill", "term", "pause", "none"; each on the next worker in turn
    workers: int = 1
    backlog: float = 0.6  # the part of the load that is there before the workers
    rate: int = 2000  # messages a second for the rest
    between: tuple[float, float] = (0.1, 1.0)  # seconds from ready to the fault
    pause: tuple[float, float] = (8.0, 11.0)
    broker_down: float | None = None  # after the faults, kill -9 of the broker for so long
    within: float = 150.0
    most_crashes: int = 10


@dataclass
class Outcome:
    """What was seen of a run."""

    problems: list[str]
    exits: list[int] = field(default_factory=list)
    back_after: list[float] = field(default_factory=list)
    seconds: float = 0.0


class Worker:
    """One process of the worker under test, its log in a file."""

    def __init__(self, subject: Subject, bootstrap: str, folder: Path, number: int) -> None:
        self.log = folder / f"{subject.name}-{number}.log"
        settings = {"PASSERELLE_BROKER": bootstrap, "PASSERELLE_APP_ID": subject.name}
        self.begun = time.monotonic()
        with self.log.open("w") as sink:
            self.process = subprocess.Popen(
                list(subject.command()),
                env={**os.environ, **settings, **subject.environment()},
                stdout=sink,
                stderr=subprocess.STDOUT,
            )

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def ready(self) -> bool:
        """Whether it was given partitions."""
        return READY in self.log.read_text(errors="replace")

    def send(self, number: signal.Signals) -> None:
        if self.running:
            self.process.send_signal(number)

    def end(self, number: signal.Signals, within: float = 30.0) -> int:
        """Signal, wait, and kill what does not end; the exit code."""
        self.send(number)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return -99


class Campaign:
    """One run of one subject under one plan. The seed decides the moments."""

    def __init__(self, subject: Subject, plan: Plan, broker: Broker, folder: Path, seed: int) -> None:
        self.subject, self.plan, self.broker, self.folder = subject, plan, broker, folder
        self.chance = random.Random(seed)
        self.outcome = Outcome([])
        self._number = 0
        self._workers: list[Worker] = []

    def run(self) -> Outcome:
        """All of it; the workers are gone when this returns."""
        begun = time.monotonic()
        create_topics(self.broker.bootstrap, self.subject.topics)
        load = self.subject.load()
        cut = int(len(load) * self.plan.backlog)
        publish(self.broker.bootstrap, load[:cut])
        feed = threading.Thread(target=publish, args=(self.broker.bootstrap, load[cut:], self.plan.rate), daemon=True)
        try:
            self._workers = [self._start() for _ in range(self.plan.workers)]
            feed.start()
            self._faults()
            feed.join(self.plan.within)
            self._until_read()
        finally:
            for worker in self._workers:
                self._end(worker)
        self.outcome.problems += self.subject.problems(self.broker.bootstrap)
        self.outcome.seconds = round(time.monotonic() - begun, 1)
        return self.outcome

    def _start(self) -> Worker:
        self._number += 1
        return Worker(self.subject, self.broker.bootstrap, self.folder, self._number)

    def _faults(self) -> None:
        for turn, fault in enumerate(self.plan.faults):
            place = turn % len(self._workers)
            self._await_ready(place)
            time.sleep(self.chance.uniform(*self.plan.between))
            self._do(fault, place)
        if self.plan.broker_down is not None:
            self._await_ready(0)
            time.sleep(self.chance.uniform(*self.plan.between))
            self.broker.kill()
            time.sleep(self.plan.broker_down)
            self.broker.start()

    def _do(self, fault: str, place: int) -> None:
        worker = self._workers[place]
        match fault:
            case "kill":
                self.outcome.exits.append(worker.end(signal.SIGKILL))
            case "term":
                self._end(worker)
            case "pause":
                worker.send(signal.SIGSTOP)
                time.sleep(self.chance.uniform(*self.plan.pause))
                worker.send(signal.SIGCONT)
                return
            case _:
                return
        self._replace(place)

    def _end(self, worker: Worker) -> None:
        """An orderly end, and what is wrong with it. One that is not ready yet may not listen to signals yet."""
        listening = worker.ready()
        code = worker.end(signal.SIGTERM)
        self.outcome.exits.append(code)
        if code and (listening or code != -signal.SIGTERM):
            self.outcome.problems.append(f"SIGTERM ended with {code}; see {worker.log}")

    def _replace(self, place: int) -> None:
        self._workers[place] = self._start()
        self._await_ready(place)
        self.outcome.back_after.append(round(time.monotonic() - self._workers[place].begun, 1))

    def _revive(self) -> None:
        """What a supervisor does: start again what ended by itself."""
        for place, worker in enumerate(self._workers):
            if not worker.running:
                self.outcome.exits.append(worker.process.returncode)
                if len(self.outcome.exits) > self.plan.most_crashes:
                    raise AssertionError(f"the workers crash without end; see {worker.log}")
                self._workers[place] = self._start()

    def _await_ready(self, place: int) -> None:
        def ready() -> bool:
            self._revive()
            return self._workers[place].ready()

        until(ready, 45, f"{self.subject.name}: no worker became ready; see {self.folder}")

    def _until_read(self) -> None:
        def read() -> bool:
            self._revive()
            return caught_up(self.broker.bootstrap, self.subject.name, self.subject.inputs)

        until(read, self.plan.within, f"{self.subject.name} did not read all; see {self.folder}", 0.5)


def until(true: Callable[[], bool], within: float, otherwise: str, step: float = 0.1) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + within
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(otherwise)
        time.sleep(step)


def publish(bootstrap: str, messages: Iterable[Message], rate: int = 0) -> None:
    """Write messages, at most so many a second; back when the broker has them all."""
    producer = Producer(
        {
            "bootstrap.servers": bootstrap,
            "linger.ms": 5,
            "enable.idempotence": True,
            "log_level": 0,
            "queue.buffering.max.messages": 1_000_000,
            "message.timeout.ms": 300_000,
        }
    )
    begun = time.monotonic()
    for sent, message in enumerate(messages):
        producer.produce(
            message.topic,
            message.value,
            message.key,
            partition=-1 if message.partition is None else message.partition,
            timestamp=message.timestamp or 0,
            headers=list(message.headers),
        )
        producer.poll(0)
        if rate and sent % 50 == 0 and (early := sent / rate - (time.monotonic() - begun)) > 0:
            time.sleep(early)
    producer.flush(120)
