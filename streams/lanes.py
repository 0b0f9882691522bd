"""One queue and one task per partition: order within, and no waiting between."""

import asyncio
from collections.abc import Awaitable, Callable

from streams.batch import Batch


class Lanes:
    """While a partition waits for its acknowledgements, another decides."""

    def __init__(self, group: asyncio.TaskGroup, handle: Callable[[Batch], Awaitable[None]]) -> None:
        self._group, self._handle = group, handle
        self._queues: dict[int, asyncio.Queue[Batch]] = {}

    def put(self, partition: int, batch: Batch) -> None:
        """Append to a partition's lane; the consumer bounds what is delivered, so the queue needs no bound."""
        if partition not in self._queues:
            self._queues[partition] = asyncio.Queue()
            self._group.create_task(self._run(self._queues[partition]))
        self._queues[partition].put_nowait(batch)

    async def _run(self, queue: asyncio.Queue[Batch]) -> None:
        while True:
            await self._handle(await queue.get())
