"""The lease: a worker out of the group's sight for a session must not write what it decided before."""

import os
import sys
from collections.abc import Callable
from time import monotonic

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

EXIT_FENCED = 70


class Lease:
    """Renewed by each heartbeat that the broker answers; checked before each produce request.

    It is no fencing by the broker: bytes already past the check can still land late.
    """

    def __init__(self, session: float, in_hand: Callable[[], bool]) -> None:
        self._session, self._in_hand = session, in_hand
        self._until = float("inf")

    def begin(self) -> None:
        """Count from now: the group has just given partitions."""
        self._until = monotonic() + self._session

    def renew(self, sent: float) -> None:
        """Count from the moment at which the answered heartbeat was sent."""
        self.check()
        self._until = sent + self._session

    def check(self) -> None:
        """Leave at once if the lease ran out while batches were in hand."""
        if monotonic() > self._until and self._in_hand():
            leave("no heartbeat was answered for a whole session, with batches in hand")

    def watch_heartbeats(self, consumer: AIOKafkaConsumer) -> None:
        """Renew at each answered heartbeat."""
        coordinator = consumer._coordinator
        beat = coordinator._do_heartbeat

        async def heartbeat() -> bool:
            sent = monotonic()
            alive: bool = await beat()
            if alive:
                self.renew(sent)
            return alive

        coordinator._do_heartbeat = heartbeat

    def guard(self, producer: AIOKafkaProducer) -> None:
        """Put the check before every produce request: also before those that wait in the producer's queue."""
        sender = producer._sender
        request = sender._send_produce_req

        async def guarded(node_id: int, batches: object) -> None:
            self.check()
            await request(node_id, batches)

        sender._send_produce_req = guarded


def leave(why: str) -> None:
    """End the process without an orderly stop, which would flush what must not be written."""
    sys.stderr.write(f'{{"event": "fenced", "level": "critical", "why": "{why}"}}\n')
    sys.stderr.flush()
    os._exit(EXIT_FENCED)
