"""The day loop: agencies speak, close the day, hear what the CPAM made of it, and react on a later day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol

from contracts.cloudevents import decode
from contracts.topics import JOUR_CLOS
from contracts.wire import Message, Record
from simulators.agences.base import Agence
from simulators.publication import jour_clos, message
from simulators.vies.dates import jours


class Canal(Protocol):
    """Where messages go and answers come from: Kafka, files, or the core in the same process."""

    def publier(self, messages: Sequence[Message]) -> None:
        """Send, in order; nothing is lost when it returns."""
        ...

    def sorties(self, jour: date) -> Iterable[Record]:
        """All that the CPAM said up to the end of that day, not read before; waits for its JourClos."""
        ...


def messages_du_jour(agences: Sequence[Agence], jour: date, partitions: int) -> list[Message]:
    """What all agencies send on a day: each one's messages, then its JourClos on every partition."""
    sortie: list[Message] = []
    for agence in agences:
        sortie += [message(p) for p in agence.publications(jour)]
        sortie += [jour_clos(agence.topic, agence.emetteur, agence.source, jour, n) for n in range(partitions)]
    return sortie


def ecouter(agences: Sequence[Agence], jour: date, records: Iterable[Record]) -> int:
    """Hand the CPAM's messages to the agencies that listen to their topic; how many there were."""
    entendus = 0
    for record in records:
        event, contenu = decode(record)
        if event.type == JOUR_CLOS:
            continue
        entendus += 1
        for agence in agences:
            if record.topic in agence.ecoute:
                agence.recevoir(jour, event, contenu)
    return entendus


def dialoguer(
    agences: Sequence[Agence],
    canal: Canal,
    debut: date,
    fin: date,
    partitions: int,
    suivi: Callable[[date, int, int], None] = lambda _jour, _envoyes, _recus: None,
) -> None:
    """Live a period, day by day; `suivi` is told the day, what was sent and what came back."""
    for jour in jours(debut, fin):
        envoyes = messages_du_jour(agences, jour, partitions)
        canal.publier(envoyes)
        suivi(jour, len(envoyes), ecouter(agences, jour, canal.sorties(jour)))
