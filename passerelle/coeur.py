"""The core in this process: partner messages in, outputs out, no broker."""

from collections.abc import Iterable, Sequence
from datetime import date

from agents.assemblage import roles
from contracts.pseudonyme import SEL_PUBLIC
from contracts.topics import all_topics, output_topics
from contracts.wire import Message, Record
from law.loader import Loi
from streams.local import Local, Route


class Coeur:
    """The same handlers as a worker's, run in memory to rest; a `Canal` of the simulators."""

    def __init__(self, loi: Loi, partitions: int = 1, flux: tuple[str, ...] = (), sel: str = SEL_PUBLIC) -> None:
        self.partitions = partitions
        routes = {r.nom: Route(r.topics, r.handler, r.etats) for r in roles(loi, partitions, flux, sel)}
        self.local = Local(routes, {topic.name: topic.partition_count(partitions) for topic in all_topics()})

    def publier(self, messages: Sequence[Message]) -> None:
        """Feed messages, and let everything follow."""
        self.local.feed(messages)

    def sorties(self, jour: date) -> Iterable[Record]:
        """What came out since the last time."""
        return [record for topic in output_topics() for record in self.local.take(topic.name)]
