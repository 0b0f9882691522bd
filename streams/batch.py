"""What a batch agent receives: records of one partition, and the topic that yields them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiokafka import ConsumerRecord
from faust.topics import Topic
from faust.types import TP

from contracts.wire import Record

if TYPE_CHECKING:
    from streams.feed import FeedConsumer


class BatchTopic(Topic):
    """A topic whose agent receives batches instead of events; read by one agent only."""


class Batch:
    """Records of one partition, in order. Acknowledged once what follows from them is durable."""

    __slots__ = ("consumer", "done", "epoch", "raw", "taken", "tp", "upto")

    def __init__(self, consumer: "FeedConsumer", tp: TP, raw: Sequence[ConsumerRecord]) -> None:
        self.consumer, self.tp, self.raw = consumer, tp, raw
        self.epoch = consumer.epoch
        self.taken = self.done = False
        self.upto: int | None = raw[-1].offset + 1

    @property
    def stale(self) -> bool:
        """Whether the partition was taken away or rewound since; a stale batch comes again, here or elsewhere."""
        return self.epoch != self.consumer.epoch or self not in self.consumer.outstanding[self.tp]

    def take(self) -> bool:
        """Begin to work on it; False when it is stale."""
        self.taken = not self.stale
        return self.taken

    def ack(self, upto: int | None) -> None:
        """Let the group's offset move to `upto` (None: leave it) once the batches before are done."""
        self.upto = upto
        self.consumer.ack_batch(self)

    def records(self) -> list[Record]:
        """The records as handlers know them."""
        return [Record(r.topic, r.partition, r.offset, r.timestamp, r.key, r.value, tuple(r.headers)) for r in self.raw]
