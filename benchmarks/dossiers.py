"""The real work to measure by: the dossier handler on synthetic RSA households, what it forwards included."""

from collections.abc import Iterator

from agents.dossier.batch import Dossiers
from agents.noeuds import Noeuds
from benchmarks.charges import vie
from contracts.internes import decode as messages
from contracts.internes import encode
from contracts.wire import Message
from law.loader import load as loi

decode = messages.decode
PER_HOUSEHOLD = 3


def handler() -> Dossiers:
    """The handler, as a worker makes it."""
    return Dossiers(loi(), Noeuds())


def load(topic: str, count: int) -> Iterator[Message]:
    """The partner facts of as many households as it takes, one fact of each in turn."""
    noeuds = Noeuds()
    for wave in zip(*(vie(rang, noeuds) for rang in range(count // PER_HOUSEHOLD)), strict=True):
        for fait in wave:
            yield Message(topic, noeuds.ancre(fait.reference).encode(), encode(fait))
