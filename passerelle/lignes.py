"""CloudEvents as JSON lines: read into records of the partner topics, written from records of any topic."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

import msgspec

from contracts.cloudevents import Event, decode_event, message_type, read, read_structured, write_structured
from contracts.errors import Unusable
from contracts.pseudonyme import SEL_PUBLIC, pseudonyme
from contracts.reception import jour_plausible
from contracts.topics import JOUR_CLOS, partner_topics
from contracts.wire import Message, Record

RECU = "receivedtime"
"""Extension attribute: the day a message was received (recu_le), when it is neither its recordedtime nor its time."""
STRUCTURED = (("content-type", b"application/cloudevents+json"),)
_PARTNERS = frozenset(topic.name for topic in partner_topics())


class Ligne(NamedTuple):
    """One usable line."""

    numero: int
    recu_le: date
    id: str
    message: Message


class LigneRefusee(NamedTuple):
    """One line that cannot be used, and why."""

    numero: int
    cause: str
    detail: str


def lire(lignes: Iterable[str | bytes]) -> Iterator[Ligne | LigneRefusee]:
    """Each line that is not blank; the end of a feed's day is left out: here time is the driver's."""
    for numero, brute in enumerate(lignes, 1):
        ligne = brute.encode() if isinstance(brute, str) else brute
        if not ligne.strip():
            continue
        try:
            lue = _lire(numero, ligne.strip())
        except Unusable as refus:
            yield LigneRefusee(numero, refus.cause, refus.detail)
            continue
        if lue is not None:
            yield lue


def _lire(numero: int, ligne: bytes) -> Ligne | None:
    event = read_structured(ligne)
    if event.type == JOUR_CLOS:
        return None
    topic = next((topic for topic in message_type(event).topics if topic in _PARTNERS), None)
    if topic is None:
        raise Unusable("WRONG_TOPIC", f"type {event.type} is what the CNAM says, not what a partner sends.")
    decode_event(event, topic)
    recu_le = _recu_le(event)
    cle = pseudonyme(SEL_PUBLIC.encode(), event.extensions.get("correlationid", event.id)).encode()
    return Ligne(numero, recu_le, event.id, Message(topic, cle, ligne, STRUCTURED, timestamp=horodatage(recu_le)))


def _recu_le(event: Event) -> date:
    dit = event.extensions.get(RECU)
    if dit is None:
        return jour_plausible(event.recordedtime or event.time, "recordedtime" if event.recordedtime else "time")
    try:
        return jour_plausible(date.fromisoformat(dit[:10]), RECU)
    except ValueError:
        raise Unusable("CONTRACT", f"{RECU}: this is the day of reception; send it as 2022-01-15T00:00:00Z.") from None


def horodatage(jour: date) -> int:
    """The timestamp of a record received on a day: 06:00 UTC, in milliseconds."""
    return int(datetime.combine(jour, time(6, tzinfo=UTC)).timestamp() * 1000)


def ecrire(record: Record) -> str | None:
    """A record as one line, with its `receivedtime`; None for the end of a feed's day."""
    event = read(record)
    if event.type == JOUR_CLOS:
        return None
    jour = datetime.fromtimestamp(record.timestamp / 1000, UTC).date()
    extensions = event.extensions | {RECU: f"{jour.isoformat()}T00:00:00Z"}
    return write_structured(msgspec.structs.replace(event, extensions=extensions)).decode()
