"""A live worker on a real Kafka beside a decode-only loop and a Faust agent as documented: same work, one run, ratios.

python -m benchmarks.live --broker HOST:PORT [--count N] [--dossiers]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from confluent_kafka import Consumer, TopicPartition

from benchmarks.contenders import PARTITIONS, named
from contracts.topics import DOSSIERS_FAITS, output_topics
from contracts.wire import Message
from streams.admin import create_topics, watermarks
from streams.states import changelog_name
from streams.topics import Topic, changelog, dead_letters
from tests.faults.broker import caught_up
from tests.faults.harness import publish

STATES, STATE_BYTES = 100_000, 350
DOSSIERS = {
    "handler": "benchmarks.dossiers:handler",
    "decode": "benchmarks.dossiers:decode",
    "load": "benchmarks.dossiers:load",
    "outputs": ",".join(topic.name for topic in output_topics()),
    "loop": DOSSIERS_FAITS,
}
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Figure:
    """What one contender reached, by the clock and by the processor time it used."""

    name: str
    count: int
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        return self.count / self.seconds

    def __str__(self) -> str:
        by_core = self.count / self.processor
        return f"{self.name:12} {self.count:>8} events  {self.rate:>9,.0f}/s  {by_core:>9,.0f}/s of processor time"


class Bench:
    """One run: a source topic, filled once, and the contenders after each other."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.name = f"bench-{uuid4().hex[:8]}"
        self.source = Topic(f"{self.name}-in", PARTITIONS)

    def prepare(self) -> None:
        """The topics, and the load."""
        sinks = [Topic(name, PARTITIONS) for name in self.options.outputs.split(",")]
        create_topics(self.options.broker, [self.source, *sinks, *dead_letters([self.source])])
        publish(self.options.broker, self._load())

    def _load(self) -> Iterator[Message]:
        yield from named(self.options.load)(self.source.name, self.options.count)

    def contend(self, name: str) -> Figure:
        """Run one contender over the whole source."""
        group, marked = f"{self.name}-{name}", self.folder / f"{name}.mark"
        create_topics(self.options.broker, [changelog(changelog_name(group, "states"), self.source)])
        with (self.folder / f"{name}.log").open("w") as log:
            worker = self._start(name, group, marked, log)
        while not marked.exists():
            _alive(worker, log.name)
            time.sleep(0.02)
        while worker.poll() is None and not caught_up(self.options.broker, group, [self.source]):
            time.sleep(0.05)
        ended = [time.time(), _processor(worker)] if worker.poll() is None else _last(self.folder / f"{name}.log")
        worker.send_signal(signal.SIGTERM)
        worker.wait(60)
        begun = [float(word) for word in marked.read_text().split()]
        return Figure(name, self._count(), ended[0] - begun[0], ended[1] - begun[1])

    def _count(self) -> int:
        """How many records the source holds, with what was forwarded to it."""
        consumer = Consumer({"bootstrap.servers": self.options.broker, "group.id": self.name})
        places = [TopicPartition(self.source.name, partition) for partition in range(PARTITIONS)]
        count = sum(watermarks(consumer, place)[1] for place in places)
        consumer.close()
        return count

    def restore(self) -> float:
        """Seconds from the start of the recovery of 100 000 states to the hand-over."""
        group, marked = f"{self.name}-restore", self.folder / "restore.mark"
        topic = changelog(changelog_name(group, "states"), self.source)
        create_topics(self.options.broker, [topic])
        publish(
            self.options.broker,
            (Message(topic.name, b"%032x" % n, os.urandom(STATE_BYTES // 2) * 2) for n in range(STATES)),
        )
        path = self.folder / "restore.log"
        with path.open("w") as log:
            worker = self._start("feed", group, marked, log)
        while '"assigned"' not in path.read_text():
            _alive(worker, str(path))
            time.sleep(0.1)
        worker.kill()
        worker.wait()
        return _moment(path, "assigned") - _moment(path, "recovering")

    def _start(self, name: str, group: str, marked: Path, log: IO[str]) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "benchmarks.contenders", name]
        given = {
            "PASSERELLE_BROKER": self.options.broker,
            "PASSERELLE_APP_ID": group,
            "BENCH_SOURCE": self.source.name,
            "BENCH_COUNT": str(self._count()),
            "BENCH_LOOP": self.options.loop,
            "BENCH_HANDLER": self.options.handler,
            "BENCH_DECODE": self.options.decode,
            "BENCH_MARK": str(marked),
        }
        return subprocess.Popen(command, env={**os.environ, **given}, stdout=log, stderr=log)  # noqa: S603


def _alive(worker: "subprocess.Popen[bytes]", log: str) -> None:
    if worker.poll() is not None:
        raise SystemExit(f"the contender ended with {worker.returncode}:\n{Path(log).read_text()[-2000:]}")


def _processor(worker: "subprocess.Popen[bytes]") -> float:
    words = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICK


def _last(log: Path) -> list[float]:
    return [float(word) for word in log.read_text().splitlines()[-1].split()]


def _moment(log: Path, event: str) -> float:
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    stamp = next(line["timestamp"] for line in lines if line.get("event") == event)
    return float(time.mktime(time.strptime(stamp[:19], "%Y-%m-%dT%H:%M:%S"))) + float(f"0{stamp[19:-1]}")


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the figures of one run and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--broker", required=True)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--slow", type=int, default=10_000, help="events for the documented agent")
    parser.add_argument("--handler", default="benchmarks.paiements:Paiements")
    parser.add_argument("--decode", default="benchmarks.paiements:decode")
    parser.add_argument("--load", default="benchmarks.paiements:load")
    parser.add_argument("--outputs", default="out", help="the topics that the handler writes")
    parser.add_argument("--loop", default="", help="the topic that it reads, if it writes it too")
    parser.add_argument("--dossiers", action="store_true", help="the real handler, on synthetic households")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.dossiers:
        vars(options).update(DOSSIERS)
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as folder:
        _run(options, Path(folder))


def _run(options: argparse.Namespace, folder: Path) -> None:
    bench = Bench(options, folder)
    bench.prepare()
    figures = {name: bench.contend(name) for name in ("feed", "decode-only")}
    small = Bench(argparse.Namespace(**{**vars(options), "count": options.slow}), folder)
    small.prepare()
    figures["documented"] = small.contend("documented")
    for figure in figures.values():
        sys.stdout.write(f"{figure}\n")
    feed = figures["feed"].rate
    sys.stdout.write(f"feed / documented  {feed / figures['documented'].rate:.1f}\n")
    sys.stdout.write(f"feed / decode-only {feed / figures['decode-only'].rate:.2f}\n")
    sys.stdout.write(f"restore of {STATES:,} states of {STATE_BYTES} bytes: {bench.restore():.2f} s\n")


if __name__ == "__main__":
    main()
