"""A toy handler that counts: its state and outputs tell what was lost, repeated or decided twice."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from contracts.wire import Message, Record, Refusal, StateMap, Step


def step_of(count: int, chain: str, number: int) -> tuple[int, str]:
    """The next state of a key: how many, and a hash of all in their order."""
    return count + 1, hashlib.md5(f"{chain},{number}".encode(), usedforsecurity=False).hexdigest()[:8]


class Counting:
    """Each record is a number; each key keeps count and chain, and the ids seen, by which a repeat is dropped."""

    def __init__(self, output: str) -> None:
        self.output = output
        self.restored: dict[int, int] = {}

    def restore(self, partition: int, states: StateMap) -> None:
        assert partition not in self.restored
        self.restored[partition] = len(states)

    def release(self, partition: int) -> None:
        del self.restored[partition]

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        assert batch[0].partition in self.restored
        step = Step()
        for record in batch:
            self._one(record, step, {**_known(states, record), **_known(step.states, record)})
        return step

    def _one(self, record: Record, step: Step, known: Mapping[bytes, bytes]) -> None:
        if record.value is None or not record.value.isdigit():
            step.refused.append(Refusal(record, "not-a-number", "the value is not a number"))
            return
        key, number = record.key or b"", int(record.value)
        count, chain, seen = json.loads(known.get(key, b'[0, "", []]'))
        if number in seen:
            return
        count, chain = step_of(count, chain, number)
        step.states[key] = json.dumps([count, chain, [*seen, number]]).encode()
        value = b"%d|%s|%d" % (number, chain.encode(), count)
        step.outputs.append(Message(self.output, key, value, (("id", b"%d" % number),), record.partition))


def _known(states: Mapping[bytes, bytes | None], record: Record) -> dict[bytes, bytes]:
    state = states.get(record.key or b"")
    return {} if state is None else {record.key or b"": state}
