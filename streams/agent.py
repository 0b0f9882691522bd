"""A handler run as a Faust agent, in the order that loses nothing: outputs, closing, states, acknowledgement."""

import asyncio
import traceback
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from faust.types import TP, StreamT

from contracts.wire import Handler, Message, Step
from streams.batch import Batch, BatchTopic
from streams.deadletters import RefusalRun, dead_letter
from streams.errors import HandlerFailed, StreamsError
from streams.lanes import Lanes
from streams.states import States, changelog_name

if TYPE_CHECKING:
    from streams.app import FeedApp


class Agent:
    """One handler, its topics and its states, within one worker."""

    def __init__(self, app: "FeedApp", name: str, topics: Sequence[str], handler: Handler, state: str | None) -> None:
        self.app, self.name, self.topics, self.handler = app, name, tuple(topics), handler
        self.states = States()
        self.changelog = changelog_name(app.settings.app_id, state) if state else None
        self._assigned: set[int] = set()
        self._runs: dict[TP, tuple[int, RefusalRun]] = {}

    def assign(self, partitions: set[int]) -> None:
        """Give the handler what the group gave this worker; states are restored by now."""
        for partition in sorted(self._assigned - partitions):
            self.handler.release(partition)
            self.states.forget(partition)
        for partition in sorted(partitions):
            changed = self.states.settle(partition)
            if partition in self._assigned and not changed:
                continue
            if partition in self._assigned:
                self.handler.release(partition)
            self.handler.restore(partition, self.states.of(partition))
        self._assigned = set(partitions)

    @property
    def partitions(self) -> list[int]:
        """What the handler holds now."""
        return sorted(self._assigned)

    async def consume(self, stream: StreamT[Batch]) -> None:
        """Handle what comes, each partition in its order, several partitions at once."""
        try:
            async with asyncio.TaskGroup() as group:
                lanes = Lanes(group, self._handle)
                async for batch in cast("AsyncIterator[Batch]", stream):
                    lanes.put(batch.tp.partition, batch)
        except* Exception as errors:
            self.app.failure = _first(errors)
            raise self.app.failure from None

    async def _handle(self, batch: Batch) -> None:
        if not batch.take():
            return
        partition, records = batch.tp.partition, batch.records()
        try:
            step = self.handler(records, self.states.of(partition))
        except Exception as error:
            raise HandlerFailed(_where(self.name, batch, error)) from None
        upto = self._run_of(batch).upto(records, step.refused)
        await self._make_durable(partition, step)
        self.states.keep(partition, step.states)
        batch.ack(upto)

    async def _make_durable(self, partition: int, step: Step) -> None:
        send = self.app.outbox.send
        await send([*step.outputs, *map(dead_letter, step.refused)])
        await send(step.closing)
        if step.states:
            await send(self._changes(partition, step.states))

    def _changes(self, partition: int, states: Mapping[bytes, bytes | None]) -> list[Message]:
        if self.changelog is None:
            raise HandlerFailed(f"{self.name} keeps no states, and returned some")
        return [Message(self.changelog, key, value, partition=partition) for key, value in states.items()]

    def _run_of(self, batch: Batch) -> RefusalRun:
        epoch, run = self._runs.get(batch.tp, (-1, RefusalRun(self.app.settings.dead_letter_limit)))
        if epoch != batch.epoch:  # the partition is read again from what was acknowledged
            run = RefusalRun(self.app.settings.dead_letter_limit)
        self._runs[batch.tp] = batch.epoch, run
        return run


def attach(app: "FeedApp", name: str, topics: Sequence[str], handler: Handler, state: str | None = None) -> None:
    """Run a handler on topics. With `state`, its states are kept in a changelog, one partition per input partition."""
    agent = Agent(app, name, topics, handler, state)
    if state:
        app.Table(state, partitions=app.settings.partitions, key_type=bytes, value_type=bytes)
    channel = BatchTopic(app, topics=list(topics), key_type=bytes, value_type=bytes)
    app.agent(channel, name=name)(agent.consume)
    app.handlers.append(agent)


def partitions_of(topics: Sequence[str], assignment: set[TP]) -> set[int]:
    """The partitions that an assignment holds of some topics."""
    by_topic: defaultdict[str, set[int]] = defaultdict(set)
    for tp in assignment:
        by_topic[tp.topic].add(tp.partition)
    return set().union(*(by_topic[topic] for topic in topics))


def _where(name: str, batch: Batch, error: Exception) -> str:
    """What failed and where, without the error's text: that may name a person."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    first, last = batch.raw[0].offset, batch.raw[-1].offset
    return (
        f"{name}: {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno} ({frame.name}), "
        f"in {batch.tp.topic}[{batch.tp.partition}] between offsets {first} and {last}"
    )


def _first(errors: BaseExceptionGroup[Exception]) -> StreamsError:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error if isinstance(error, StreamsError) else HandlerFailed(f"{type(error).__name__}: {error}")
