"""Recovery that loses nothing: changelogs restored in bulk, and nothing delivered between the seek and the clearing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from aiokafka import ConsumerRecord
from faust.tables.manager import TableManager
from faust.tables.recovery import Recovery
from faust.types import TP
from faust.types.transports import ConsumerT

from streams.errors import LogChanged, StreamsError
from streams.logs import logger

if TYPE_CHECKING:
    from streams.app import FeedApp

log = logger("recovery")


class SafeRecovery(Recovery):
    """Faust's recovery, with the flow held while it hands over to the agents."""

    @property
    def _worker(self) -> "FeedApp":
        return cast("FeedApp", self.app)

    def restore(self, tp: TP, records: Sequence[ConsumerRecord]) -> None:
        """Take a whole fetch of a changelog at once."""
        states, seen = self._worker.states_of(tp.topic), self.active_offsets.get(tp)
        if states is None or not self.in_recovery or tp not in self.active_tps:
            return
        known = -1 if seen is None else seen
        states.load(tp.partition, ((r.key or b"", r.value) for r in records if r.offset > known))
        self.active_offsets[tp] = max(records[-1].offset, known)
        if not self.need_recovery():
            self.signal_recovery_end.set()

    def revoke(self, tp: TP) -> None:
        super().revoke(tp)
        if states := self._worker.states_of(tp.topic):
            states.forget(tp.partition)

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        log.info("recovering", generation=generation_id)
        if generation_id != self._generation_id + 1:
            # A generation without us: others may have written, and deleted, what we believe to know.
            revoked = revoked | set(self.active_offsets)
        await super().on_rebalance(assigned, revoked, newly_assigned, generation_id)

    async def _build_offsets(self, consumer: ConsumerT, tps: set[TP], destination: Counter[TP], title: str) -> None:
        known = dict(cast("Mapping[TP, int | None]", destination))
        await super()._build_offsets(consumer, tps, destination, title)
        for tp, begin in (await consumer.earliest_offsets(*tps)).items():
            seen = known.get(tp)
            if begin > (0 if seen is None else seen + 1):  # a compacted topic never loses its beginning
                raise LogChanged(f"{tp.topic}[{tp.partition}] begins at offset {begin}: states are lost, replay them")

    def _set_recovery_started(self) -> None:
        # Faust clears this only every five seconds: the end of the last recovery would end one that follows quickly.
        self.signal_recovery_end.clear()
        super()._set_recovery_started()

    async def on_recovery_completed(self, generation_id: int = 0) -> None:
        if self.need_recovery():
            raise StreamsError("the recovery ended before all states were read")
        self._hand_over(generation_id)
        await super().on_recovery_completed(generation_id)

    async def _resume_streams(self, generation_id: int = 0) -> None:  # the way taken by an app without states
        self._hand_over(generation_id)
        await super()._resume_streams(generation_id)

    def _hand_over(self, generation_id: int) -> None:
        self._worker.consumer.stop_flow()
        self._worker.flow_control.suspend()
        if generation_id == self._worker.consumer_generation_id:  # otherwise another rebalance is under way
            self._worker.assign_handlers()


class SafeTableManager(TableManager):
    """Faust's table manager with the safe recovery."""

    @property
    def recovery(self) -> SafeRecovery:
        if self._recovery is None:
            self._recovery = SafeRecovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return cast("SafeRecovery", self._recovery)
