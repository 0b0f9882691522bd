"""One contender of the live benchmark, in its own process on one core: `python -m benchmarks.contenders NAME`."""

import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, cast

import faust
from confluent_kafka import Consumer

from contracts.wire import Handler, Message, Record, StateMap
from streams.agent import attach
from streams.app import FeedApp
from streams.settings import Settings
from streams.topics import Topic
from streams.worker import run

RUN, SOURCE = os.environ.get("PASSERELLE_APP_ID", "bench"), os.environ.get("BENCH_SOURCE", "in")
BROKER, COUNT = os.environ.get("PASSERELLE_BROKER", "127.0.0.1:9092"), int(os.environ.get("BENCH_COUNT", "0"))
LOOP = os.environ.get("BENCH_LOOP", "")  # the topic that the handler reads and also writes, by its own name
PARTITIONS = 4


def named(what: str) -> Any:
    """What `module:name` names."""
    module, _, name = what.partition(":")
    return getattr(importlib.import_module(module), name)


def mark() -> None:
    """Leave the time and the processor time at the first event."""
    path = Path(os.environ["BENCH_MARK"])
    if not path.exists():
        path.with_suffix(".new").write_text(f"{time.time()} {time.process_time()}")
        path.with_suffix(".new").rename(path)


class Marked:
    """A handler that marks its first batch; what it sends to its own topic goes to the source of this run."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.restore, self.release = handler.restore, handler.release
        self.marked = False

    def __call__(self, batch: list[Record], states: StateMap) -> Any:
        if not self.marked:
            mark()
            self.marked = True
        step = self._handler(batch, states)
        if LOOP:
            step.outputs = [m._replace(topic=SOURCE) if m.topic == LOOP else m for m in step.outputs]
        return step


def decode_only(decode: Callable[[bytes], object]) -> int:
    """A hand-written loop that reads and decodes, and does nothing else."""
    settings = {"bootstrap.servers": BROKER, "group.id": RUN, "auto.offset.reset": "earliest"}
    consumer = Consumer({**settings, "enable.auto.commit": False})
    consumer.subscribe([SOURCE])
    left = COUNT
    while left > 0:
        messages = consumer.consume(2000, 1.0)
        if messages:
            mark()
        for message in messages:
            decode(message.value() or b"")
        left -= len(messages)
    consumer.commit(asynchronous=False)
    sys.stdout.write(f"{time.time()} {time.process_time()}\n")
    consumer.close()
    return 0


def documented(handler: Handler) -> NoReturn:
    """The same work as Faust's documentation has it: event by event, `table[key] = …`, `await topic.send(…)`."""
    app = faust.App(
        RUN,
        broker=f"kafka://{BROKER}",
        store="memory://",
        datadir=Path(os.environ["BENCH_MARK"]).with_suffix(".data"),
        web_enabled=False,
        topic_partitions=PARTITIONS,
        topic_disable_leader=True,
        broker_commit_interval=0.5,
    )
    raw: dict[str, Any] = {"key_type": bytes, "value_type": bytes, "key_serializer": "raw", "value_serializer": "raw"}
    table = app.Table("states", partitions=PARTITIONS, key_type=bytes, value_type=bytes)
    topics: dict[str, Any] = {}
    handler = cast("Handler", Marked(handler))
    for partition in range(PARTITIONS):
        handler.restore(partition, {})

    async def decide(stream: Any) -> None:
        async for event in stream.events():
            m = event.message
            record = Record(m.topic, m.partition, m.offset, 0, m.key, m.value, tuple(m.headers or ()))
            step = handler([record], cast("StateMap", table))
            for message in (*step.outputs, *step.closing):
                await send(message)
            for key, state in step.states.items():
                table[key] = state

    async def send(message: Message) -> None:
        topic = topics.setdefault(message.topic, None) or app.topic(message.topic, **raw)
        topics[message.topic] = topic
        headers = dict(message.headers)
        await topic.send(key=message.key, value=message.value, partition=message.partition, headers=headers)

    app.agent(app.topic(SOURCE, **raw), name="decide")(decide)
    faust.Worker(app, loglevel="ERROR", redirect_stdouts=False).execute_from_commandline()


def feed(handler: Handler) -> int:
    """The worker of streams/."""
    app = FeedApp(Settings())
    attach(app, "decide", [SOURCE], cast("Handler", Marked(handler)), state="states")
    return run(app, [Topic(SOURCE, PARTITIONS)])


if __name__ == "__main__":
    os.sched_setaffinity(0, {0})
    make, decoder = named(os.environ["BENCH_HANDLER"]), named(os.environ["BENCH_DECODE"])
    match sys.argv[1]:
        case "decode-only":
            sys.exit(decode_only(decoder))
        case "documented":
            documented(make())
        case _:
            sys.exit(feed(make()))
