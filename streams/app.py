"""The Faust app of a worker, with the settings that were measured."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import faust
from faust.transport.drivers import aiokafka as driver
from faust.types.transports import TransportT
from mode import CrashingSupervisor

from streams.agent import Agent, partitions_of
from streams.errors import LogChanged, StreamsError
from streams.feed import FeedConsumer
from streams.logs import logger
from streams.recovery import SafeTableManager
from streams.send import Outbox
from streams.settings import Settings
from streams.states import States
from streams.topics import Topic, changelog, dead_letters

if TYPE_CHECKING:
    from aiokafka import AIOKafkaProducer

log = logger("app")


class FeedTransport(driver.Transport):
    """Faust's transport, with the consumer that feeds batches."""

    Consumer = FeedConsumer


class FeedApp(faust.App):
    """A worker: handlers are attached to it, then it runs."""

    settings: Settings
    tables: SafeTableManager
    outbox_class = Outbox

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.handlers: list[Agent] = []
        self.failure: StreamsError | None = None
        self._outbox: Outbox | None = None
        super().__init__(
            settings.app_id,
            broker=[f"kafka://{address.strip()}" for address in settings.broker.split(",")],
            store="memory://",
            datadir=Path(tempfile.gettempdir()) / f"faust-{settings.app_id}",
            web_enabled=False,
            topic_partitions=settings.partitions,
            topic_allow_declare=False,
            topic_disable_leader=True,
            TableManager=SafeTableManager,
            agent_supervisor=CrashingSupervisor,
            broker_session_timeout=settings.session_timeout,
            broker_heartbeat_interval=settings.session_timeout / 6,
            broker_rebalance_timeout=settings.session_timeout,
            broker_commit_interval=settings.commit_interval,
            broker_max_poll_records=settings.batch_size * settings.batches_ahead,
            consumer_auto_offset_reset="earliest",
            producer_max_batch_size=settings.max_request_bytes,
            producer_max_request_size=settings.max_request_bytes,
            producer_compression_type=settings.compression,
        )

    def _new_transport(self) -> TransportT:
        return FeedTransport(self.conf.broker_consumer, self)

    @property
    def outbox(self) -> Outbox:
        """Where the handlers' messages leave, guarded by the lease."""
        if self._outbox is None:
            producer = cast("AIOKafkaProducer", cast("driver.Producer", self.producer)._producer)
            cast("FeedConsumer", self.consumer).lease.guard(producer)
            self._outbox = self.outbox_class(producer)
        return self._outbox

    def states_of(self, changelog: str) -> States | None:
        """The states fed by a changelog topic."""
        return next((agent.states for agent in self.handlers if agent.changelog == changelog), None)

    def assign_handlers(self) -> None:
        """Tell each handler the partitions that are this worker's now; called when recovery is complete."""
        assignment = self.consumer.assignment()
        self._check_topics()
        for agent in self.handlers:
            agent.assign(partitions_of(agent.topics, assignment))
        log.info("assigned", partitions={agent.name: agent.partitions for agent in self.handlers})

    def _check_topics(self) -> None:
        """Stop when a topic was taken away; the group's leader knows what topics there are, others know nothing."""
        read = {topic for agent in self.handlers for topic in agent.topics}
        there = {topic for topic in read if self.consumer.topic_partitions(topic)}
        if there and there != read:
            raise LogChanged(f"{', '.join(sorted(read - there))} is gone from the broker")

    async def on_stop(self) -> None:
        if self._consumer is not None:
            await cast("FeedConsumer", self._consumer).drain()
        await super().on_stop()


def needed_topics(app: FeedApp, topics: Sequence[Topic]) -> list[Topic]:
    """The deployment's topics, the dead letters of what is read, and the changelogs of the states."""
    by_name = {topic.name: topic for topic in topics}
    read = {name: by_name[name] for agent in app.handlers for name in agent.topics}
    extra = dead_letters(list(read.values()))
    extra += [changelog(agent.changelog, by_name[agent.topics[0]]) for agent in app.handlers if agent.changelog]
    return [*topics, *(topic for topic in extra if topic.name not in by_name)]
