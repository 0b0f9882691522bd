"""The thread in which aiokafka fetches: real seeks, and fetches that wait for nothing that is paused."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

if TYPE_CHECKING:
    from streams.feed import FeedConsumer

Records = dict[TopicPartition, list[ConsumerRecord]]


class FeedThread(driver.AIOKafkaConsumerThread):
    """Faust's consumer thread, cured where it lost events or waited for idle partitions."""

    @property
    def _feed(self) -> "FeedConsumer":
        return cast("FeedConsumer", self.consumer)

    def _create_consumer(self, loop: asyncio.AbstractEventLoop) -> AIOKafkaConsumer:
        consumer = super()._create_consumer(loop)
        # Faust says 1500: one fetch at a time goes to a broker, so an idle partition would hold all others that long.
        consumer._fetch_max_wait_ms = int(self._feed.settings.fetch_wait * 1000)
        return consumer

    async def on_start(self) -> None:
        await super().on_start()
        self._feed.lease.watch_heartbeats(self._ensure_consumer())

    async def _fetch_records(
        self,
        consumer: AIOKafkaConsumer,
        active_partitions: set[TP],
        timeout: float | None = None,  # noqa: ASYNC109
        max_records: int | None = None,
    ) -> Any:
        # A copy: Faust's own set may become empty under way, and empty means "all" to aiokafka.
        active, epoch = set(active_partitions or ()), self._feed.epoch
        _pause_all_but(consumer, active)
        if not active:
            return {}
        fetched = await super()._fetch_records(consumer, active, timeout, max_records)
        records = cast("Records", fetched)
        if records and epoch != self._feed.epoch:  # the flow was stopped meanwhile
            _unread(consumer, records)
            return {}
        return records

    async def seek_to_committed(self) -> Mapping[TP, int]:
        return cast("Mapping[TP, int]", await self.call_thread(self._seek_all))

    async def _seek_all(self) -> dict[TopicPartition, int | None]:
        consumer = self._ensure_consumer()
        offsets = await consumer.seek_to_committed()
        # aiokafka does not seek where nothing is committed yet: what was dropped there would never be read again.
        changelogs = self.app.tables.changelog_topics
        fresh = [tp for tp, offset in offsets.items() if not offset and tp.topic not in changelogs]
        if fresh:
            await consumer.seek_to_beginning(*fresh)
        return offsets


def _pause_all_but(consumer: AIOKafkaConsumer, active: set[TP]) -> None:
    """Pause in aiokafka what is paused in Faust: a changelog that is fetched and never read holds every fetch back."""
    for tp in consumer.assignment():
        if TP(*tp) in active:
            consumer.resume(tp)
        else:
            consumer.pause(tp)


def _unread(consumer: AIOKafkaConsumer, records: Records) -> None:
    """Seek back to before the records, unless somebody sought already."""
    state_of = consumer._subscription.subscription.assignment.state_value
    for tp, fetched in records.items():
        if tp in consumer.assignment():
            state = state_of(tp)
            if state.has_valid_position and state.position == fetched[-1].offset + 1:
                consumer.seek(tp, fetched[0].offset)
