"""The states of one handler: a map per partition, in memory, fed from the changelog topic."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

Change = tuple[bytes, bytes | None]


def changelog_name(app_id: str, state: str) -> str:
    """The compacted topic behind a state, named as Faust names it."""
    return f"{app_id}-{state}-changelog"


class States:
    """What each partition's keys hold. The partition is that of the changelog, never computed from the key."""

    def __init__(self) -> None:
        self._known: dict[int, dict[bytes, bytes]] = {}
        self._incoming: dict[int, dict[bytes, bytes | None]] = {}
        self._forgotten: set[int] = set()

    def of(self, partition: int) -> Mapping[bytes, bytes]:
        """A partition's states, to be read only."""
        return MappingProxyType(self._known.setdefault(partition, {}))

    def keep(self, partition: int, changes: Mapping[bytes, bytes | None]) -> None:
        """Remember what has become durable."""
        apply(self._known.setdefault(partition, {}), changes.items())

    def load(self, partition: int, changes: Iterable[Change]) -> None:
        """Take changelog records, in order; they count when `settle` is called.

        A partition kept over a rebalance reads its own writes again, and so passes through older values, never seen.
        """
        self._incoming.setdefault(partition, {}).update(changes)

    def settle(self, partition: int) -> bool:
        """End a recovery; True when the states are not what they were."""
        incoming = self._incoming.pop(partition, {})
        known = self._known.setdefault(partition, {})
        changed = {key: value for key, value in incoming.items() if known.get(key) != value}
        apply(known, changed.items())
        anew = partition in self._forgotten
        self._forgotten.discard(partition)
        return anew or bool(changed)

    def forget(self, partition: int) -> None:
        """Drop a partition that another worker has, or may have had."""
        self._forgotten.add(partition)
        self._known.pop(partition, None)
        self._incoming.pop(partition, None)


def apply(known: dict[bytes, bytes], changes: Iterable[Change]) -> None:
    """Set or, where the value is None, delete."""
    for key, value in changes:
        if value is None:
            known.pop(key, None)
        else:
            known[key] = value
