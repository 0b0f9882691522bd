"""The consumer of a worker: it delivers whole batches, and keeps what is delivered and not yet acknowledged."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from aiokafka import ConsumerRecord
from aiokafka.errors import ConsumerStoppedError
from faust.transport.conductor import Conductor
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from mode.types import ServiceT

from streams.batch import Batch, BatchTopic
from streams.errors import LogChanged, Misconfigured
from streams.lease import Lease, leave
from streams.thread import FeedThread

if TYPE_CHECKING:
    from streams.app import FeedApp

Fetched = Mapping[TP, Sequence[ConsumerRecord]]


class FeedConsumer(driver.Consumer):
    """Faust's consumer, whose records reach the agents as batches of one partition.

    `epoch` counts the stops of the flow: whatever was fetched or delivered in an earlier one is void.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        transport = args[0] if args else kwargs["transport"]
        self.worker = cast("FeedApp", transport.app)
        self.settings = self.worker.settings
        self.epoch = 0
        self.outstanding: defaultdict[TP, deque[Batch]] = defaultdict(deque)
        self.lease = Lease(self.settings.session_timeout, self._in_hand)
        self._committable: dict[TP, int] = {}
        self._expected: dict[TP, int] = {}
        self._changed = asyncio.Event()
        super().__init__(*args, **kwargs)

    def _new_consumer_thread(self) -> FeedThread:
        return FeedThread(self, loop=self.loop, beacon=self.beacon)

    # From the broker to the agents

    async def _drain_messages(self, fetcher: ServiceT) -> None:
        try:
            while not (self.should_stop or fetcher.should_stop):
                records, _ = await self._wait_next_records(1.0)
                await self._deliver(cast("Fetched", records or {}))
                # Few records: the reader has caught up, let some more come together.
                few = sum(map(len, (records or {}).values())) < self.settings.batch_size // 4
                await asyncio.sleep(self.settings.gather if few and not self.worker.in_recovery else 0)
        except (asyncio.CancelledError, ConsumerStoppedError):
            if not self.worker.should_stop:
                raise

    async def _deliver(self, records: Fetched) -> None:
        epoch, size = self.epoch, self.settings.batch_size
        topics: dict[TP, BatchTopic] = {}
        for tp, fetched in records.items():
            self.worker.monitor.track_tp_end_offset(tp, self.highwater(tp))
            if self._is_changelog_tp(tp):
                self.worker.tables.recovery.restore(tp, fetched)
            else:
                topics[tp] = self._topic_of(tp)
                await self._check_continuity(tp, fetched)
        # In turn: a partition with a backlog does not keep the others waiting.
        for start in range(0, max((len(records[tp]) for tp in topics), default=0), size):
            for tp, topic in topics.items():
                if part := records[tp][start : start + size]:
                    await self._room(epoch)
                    if epoch != self.epoch or not self.flow_active or self.should_stop:
                        return
                    self._put(tp, topic, part)

    def _topic_of(self, tp: TP) -> BatchTopic:
        match list(cast("Conductor", self.worker.topics)._tp_index[tp]):
            case [BatchTopic() as topic]:
                return topic
            case _:
                raise Misconfigured(f"{tp.topic} is read in batches, by one agent only")

    def _put(self, tp: TP, topic: BatchTopic, part: Sequence[ConsumerRecord]) -> None:
        batch = Batch(self, tp, part)
        self.outstanding[tp].append(batch)
        self._expected[tp] = part[-1].offset + 1
        self._read_offset[tp] = part[-1].offset
        topic.queue.force_put_nowait(batch)

    async def _room(self, epoch: int) -> None:
        while self._delivered() >= self.settings.batch_size * self.settings.batches_ahead and epoch == self.epoch:
            self._changed.clear()
            await self.wait_first(self._changed.wait(), self.suspend_flow.wait())

    def _delivered(self) -> int:
        return sum(len(batch.raw) for queue in self.outstanding.values() for batch in queue)

    async def _check_continuity(self, tp: TP, fetched: Sequence[ConsumerRecord]) -> None:
        """Stop where records would be skipped or read twice without a word."""
        expected, first = self._expected.get(tp), fetched[0].offset
        if expected is None or first == expected:
            return
        if first < expected:
            raise LogChanged(
                f"{tp.topic}[{tp.partition}] went back from offset {expected} to {first}: the topic was made anew"
            )
        begin = (await self.earliest_offsets(tp))[tp]
        if begin > expected:  # otherwise compaction or a transaction's marker left the gap
            raise LogChanged(
                f"{tp.topic}[{tp.partition}] lost the offsets {expected} to {begin - 1} before they were read: "
                f"its retention is shorter than this worker's lag"
            )

    # From the agents back to the group's offsets

    def ack_batch(self, batch: Batch) -> None:
        """Let the group's offset pass a batch; never past one of the same partition that is still in flight."""
        queue = self.outstanding[batch.tp]
        if batch not in queue:
            return
        batch.done = True
        while queue and queue[0].done:
            if (upto := queue.popleft().upto) is not None:
                self._committable[batch.tp] = upto
        self._changed.set()
        self.worker.monitor.stream_inbound_time[batch.tp] = monotonic()  # what Faust's watchdog looks at

    def _filter_tps_with_pending_acks(self, topics: Any = None) -> Iterator[TP]:
        yield from (tp for tp in self._committable if topics is None or tp in topics or tp.topic in topics)

    def _new_offset(self, tp: TP) -> int | None:
        return self._committable.get(tp)

    def _in_hand(self) -> bool:
        return any(batch.taken for queue in list(self.outstanding.values()) for batch in list(queue))

    async def finish_taken(self) -> None:
        """Let the agents finish the batches that they hold, then commit. Nobody else decides meanwhile."""
        until = self.loop.time() + self.settings.session_timeout / 2
        while self._in_hand() and self.worker.failure is None and (left := until - self.loop.time()) > 0:
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), left)
            except TimeoutError:
                self.log.warning("batches still in flight")
        try:
            await asyncio.wait_for(self.commit(), self.settings.session_timeout)
        except TimeoutError:  # aiokafka tries for ever, also where the topic is gone
            leave("the offsets could not be committed")

    async def drain(self) -> None:
        """Stop the feed for good: nothing new, what is in hand finished and committed."""
        self._halt()
        await self.finish_taken()

    def _halt(self) -> None:
        self.stop_flow()
        self.worker.flow_control.suspend()
        self.worker.flow_control.clear()

    # The life of the group

    def stop_flow(self) -> None:
        self.epoch += 1
        super().stop_flow()

    def _forget(self, tps: Iterable[TP]) -> None:
        for tp in tps:
            self.outstanding.pop(tp, None)
            self._committable.pop(tp, None)
            self._expected.pop(tp, None)
        self._changed.set()

    async def perform_seek(self) -> None:
        self._forget({*self.outstanding, *self._committable, *self._expected})
        await super().perform_seek()
        self._expected.update({tp: offset for tp, offset in self._committed_offset.items() if offset})

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        self.lease.begin()
        await super().on_partitions_assigned(assigned, generation_id)

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        self._halt()
        await self.finish_taken()
        if self._in_hand():
            leave("batches in hand were not finished in time for the rebalance")
        self._forget(revoked)  # first: the commit timer must not commit them once more on the way
        await super().on_partitions_revoked(revoked)

    async def on_stop(self) -> None:
        await self.finish_taken()
        await super().on_stop()
