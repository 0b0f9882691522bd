"""One message of an agency, on its day; and how it becomes a Kafka record: CloudEvents in binary mode."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from contracts.cloudevents import Event, write_binary
from contracts.pseudonyme import SEL_PUBLIC, pseudonyme
from contracts.topics import JOUR_CLOS
from contracts.wire import Message

ESPACE = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")  # OID namespace: ids are derived, never drawn
HEURE = time(6, tzinfo=UTC)


def noeud(identifiant: str) -> str:
    """The pseudonym of an identifier: 32 hex characters of an HMAC."""
    return pseudonyme(SEL_PUBLIC.encode(), identifiant)


def identifiant(*parties: object) -> str:
    """The id of a message: the same parts give the same id, on every machine."""
    return str(uuid5(ESPACE, "/".join(("passerelle", *map(str, parties)))))


@dataclass(frozen=True, slots=True)
class Publication:
    """A message and its day. `sujets`: what it tells of which lives; `perdus`: what a fault made it fail to tell."""

    topic: str
    cle: str
    type: str
    id: str
    source: str
    survenu_le: date
    enregistre_le: date
    jour: date
    valeur: bytes
    sujets: tuple[str, ...]
    perdus: tuple[str, ...] = ()
    faute: str | None = None


def horodatage(jour: date) -> int:
    """The timestamp of a record: its day at 06:00 UTC, in milliseconds."""
    return int(datetime.combine(jour, HEURE).timestamp()) * 1000


def message(publication: Publication) -> Message:
    """The record of a publication; its key is a pseudonym, its partition the key's."""
    p = publication
    headers, valeur = write_binary(
        Event(
            id=p.id,
            source=p.source,
            type=p.type,
            time=p.survenu_le,
            recordedtime=p.enregistre_le,
            extensions={"correlationid": p.cle},
            data=p.valeur,
        )
    )
    cle = noeud(p.cle).encode()
    return Message(p.topic, cle, valeur, headers, timestamp=horodatage(p.jour))


def jour_clos(topic: str, emetteur: str, source: str, jour: date, partition: int) -> Message:
    """The end of an agency's day on one partition."""
    valeur = f'{{"emetteur":"{emetteur}","jour":"{jour}"}}'.encode()
    headers, valeur = write_binary(
        Event(
            id=identifiant(emetteur, topic, "jour-clos", jour, partition),
            source=source,
            type=JOUR_CLOS,
            time=jour,
            recordedtime=jour,
            data=valeur,
        )
    )
    return Message(topic, None, valeur, headers, partition, horodatage(jour))
