"""The worker under test: counts, with pauses between its durable steps so that faults fall into them."""

import asyncio
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from contracts.wire import Message, Record, StateMap, Step
from streams.agent import attach
from streams.app import FeedApp
from streams.send import Outbox
from streams.settings import Settings
from streams.snapshot import snapshot
from streams.states import changelog_name
from streams.topics import Topic, changelog
from streams.worker import run
from tests.streams.counting import Counting, step_of

PARTITIONS, KEYS = 4, 500


class SlowOutbox(Outbox):
    """Sends, then lingers: between the acknowledgement and the next durable step."""

    async def send(self, messages: Iterable[Message]) -> None:
        await super().send(messages)
        await asyncio.sleep(float(os.environ.get("TOY_GAP", "0")))


class SlowApp(FeedApp):
    """The app with the slow outbox."""

    outbox_class = SlowOutbox


class Failing(Counting):
    """Raises once, at the number given; a file remembers that it did."""

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        mark = os.environ.get("TOY_FAIL_MARK")
        if mark and not Path(mark).exists() and any(record.value == b"3000" for record in batch):
            Path(mark).touch()
            raise RuntimeError("asked to fail")
        return super().__call__(batch, states)


def main() -> int:
    app = SlowApp(Settings())
    source, sink = (Topic(f"{app.settings.app_id}-{name}", PARTITIONS) for name in ("in", "out"))
    attach(app, "counting", [source.name], Failing(sink.name), state="counts")
    return run(app, [source, sink])


class Toy:
    """The subject: numbers over some keys, each to be counted once and in order."""

    def __init__(self, name: str, size: int = 12_000, environment: Mapping[str, str] | None = None) -> None:
        self.name, self._size, self._environment = name, size, environment or {}
        self.source, self.sink = Topic(f"{name}-in", PARTITIONS), Topic(f"{name}-out", PARTITIONS)
        self.changelog = changelog(changelog_name(name, "counts"), self.source)
        self.topics = [self.source, self.sink, self.changelog, Topic(f"{name}-in-dlt", PARTITIONS)]
        self.inputs = [self.source]

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "tests.faults.toy"]

    def environment(self) -> Mapping[str, str]:
        return {"PASSERELLE_BATCH_SIZE": "200", "TOY_GAP": "0.02", **self._environment}

    def load(self) -> Sequence[Message]:
        return [Message(self.source.name, _key(number), b"%d" % number) for number in range(self._size)]

    def problems(self, bootstrap: str) -> list[str]:
        """What the states and the outputs say against the truth."""
        counts, chains = self._truth()
        states = {record.key: record.value for record in snapshot(bootstrap, [self.changelog], whole=False)}
        outputs: defaultdict[int, Counter[bytes]] = defaultdict(Counter)
        for record in snapshot(bootstrap, [self.sink]):
            value = record.value or b""
            outputs[int(value.split(b"|")[0])][value] += 1
        wrong = [key for key, truth in counts.items() if json.loads(states.get(key) or b"[0]")[:2] != list(truth)]
        missing = self._size - len(outputs)
        twofold = [number for number, values in outputs.items() if len(values) > 1]
        false = [number for number, values in outputs.items() if chains[number] not in values]
        found = {
            "states wrong": len(wrong),
            "outputs missing": missing,
            "ids with two contents": len(twofold),
            "outputs wrong": len(false),
        }
        self.repeats = sum(sum(values.values()) - 1 for values in outputs.values())
        return [f"{what}: {count}" for what, count in found.items() if count]

    def _truth(self) -> tuple[dict[bytes, tuple[int, str]], dict[int, bytes]]:
        counts: dict[bytes, tuple[int, str]] = {}
        outputs: dict[int, bytes] = {}
        for number in range(self._size):
            count, chain = step_of(*counts.get(_key(number), (0, "")), number)
            counts[_key(number)] = count, chain
            outputs[number] = b"%d|%s|%d" % (number, chain.encode(), count)
        return counts, outputs


def _key(number: int) -> bytes:
    return b"k%d" % (number * 7919 % KEYS)


if __name__ == "__main__":
    sys.exit(main())
