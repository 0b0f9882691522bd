"""Whole-batch sends: as few requests as there are partitions, back once all is acknowledged."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError
from aiokafka.producer.message_accumulator import BatchBuilder

from contracts.wire import Message
from streams.errors import Misconfigured
from streams.partitioner import partition_of

Target = tuple[str, int]


class Outbox:
    """Sends through the worker's one producer."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._producer = producer
        self._partitions: dict[str, int] = {}

    async def send(self, messages: Iterable[Message]) -> None:
        """Send all, in order within each partition; returns when all are acknowledged."""
        by_target: defaultdict[Target, list[Message]] = defaultdict(list)
        for message in messages:
            partition = message.partition
            if partition is None:
                partition = await self._partition(message)
            by_target[message.topic, partition].append(message)
        if by_target:
            await asyncio.gather(*(self._send_to(target, rows) for target, rows in by_target.items()))

    async def _partition(self, message: Message) -> int:
        if message.topic not in self._partitions:
            self._partitions[message.topic] = len(await self._producer.partitions_for(message.topic))
        return partition_of(message.key, self._partitions[message.topic])

    async def _send_to(self, target: Target, rows: Sequence[Message]) -> None:
        topic, partition = target
        waiting, start = [], 0
        while start < len(rows):
            builder = self._producer.create_batch()
            end = start
            while end < len(rows) and _append(builder, rows[end]):
                end += 1
            builder.close()  # an open batch waits for the producer's linger
            waiting.append(await self._producer.send_batch(builder, topic, partition=partition))
            start = end
        try:
            await asyncio.gather(*waiting)
        except MessageSizeTooLargeError:
            raise Misconfigured(
                f"the broker takes no record as large as one for {topic}; raise its max.message.bytes"
            ) from None


def _append(builder: BatchBuilder, message: Message) -> bool:
    headers = list(message.headers)
    added = builder.append(timestamp=message.timestamp, key=message.key, value=message.value, headers=headers)
    return added is not None
