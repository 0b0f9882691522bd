"""Kafka as a `Canal`: records sent in order and acknowledged, the CPAM's answers read up to the end of a day."""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from time import monotonic
from typing import Self

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from contracts.topics import JOUR_CLOS, output_topics
from contracts.wire import Message, Record
from simulators.murmur2 import partition as partition_de

SORTIES = tuple(topic.name for topic in output_topics())
VERSION = (2, 3)  # what the embedded broker speaks; every Kafka from 2.3 to 4 does


class Injoignable(Exception):
    """The broker does not answer, or the CPAM never closes a day."""

    exit_code = 3


class CanalKafka:
    """A producer and a reader on one broker. A broker that goes away is waited for, `patience` seconds long.

    `veille` is called while the CPAM is waited for, and may raise.
    """

    def __init__(
        self,
        adresse: str,
        *,
        patience: float = 300.0,
        sorties: Sequence[str] = SORTIES,
        veille: Callable[[], None] = lambda: None,
    ) -> None:
        self._patience, self._veille = patience, veille
        serveurs = adresse.split(",")
        self._producteur = KafkaProducer(
            bootstrap_servers=serveurs,
            api_version=VERSION,
            acks="all",
            linger_ms=5,
            retry_backoff_ms=200,
            delivery_timeout_ms=int(patience * 1000),
            request_timeout_ms=min(30_000, int(patience * 500)),
            max_block_ms=int(patience * 1000),
        )
        self._lecteur = KafkaConsumer(
            bootstrap_servers=serveurs,
            api_version=VERSION,
            fetch_max_wait_ms=10,  # the embedded broker lets every fetch wait so long, whatever comes
            check_crcs=False,  # in pure Python they cost more than all the rest; TCP has its own
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            group_id=None,
        )
        self._partitions: dict[str, int] = {}
        self._places = [TopicPartition(topic, n) for topic in sorties for n in range(self._nombre(topic))]
        self._lecteur.assign(self._places)
        # From the beginning: a scenario lived again on the same topics finds its days closed, and goes on.
        self._lecteur.seek_to_beginning(*self._places)
        self._lus: defaultdict[TopicPartition, deque[Record]] = defaultdict(deque)

    def publier(self, messages: Sequence[Message]) -> None:
        """Send in order within each partition, and wait until all are acknowledged."""
        try:
            attentes = [
                self._producteur.send(m.topic, m.value, m.key, list(m.headers), self._partition(m), m.timestamp)
                for m in messages
            ]
            self._producteur.flush(self._patience)
            for attente in attentes:
                attente.get(self._patience)
        except KafkaError as erreur:
            raise Injoignable(f"the broker took no record for {self._patience:.0f} s: {erreur!r}") from erreur

    def sorties(self, jour: date) -> Iterable[Record]:
        """What the CPAM said until it closed the day, partition by partition."""
        for place in self._places:
            yield from self._jusqu_a(place, jour)

    @property
    def partitions(self) -> int:
        """How many partitions the deployment has."""
        return max(place.partition for place in self._places) + 1

    def fermer(self) -> None:
        """Close both connections."""
        self._producteur.close(5)
        self._lecteur.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *erreur: object) -> None:
        self.fermer()

    def _partition(self, m: Message) -> int | None:
        if m.partition is not None or m.key is None:
            return m.partition
        return partition_de(m.key, self._nombre(m.topic))

    def _nombre(self, topic: str) -> int:
        if topic not in self._partitions:
            connues = self._lecteur.partitions_for_topic(topic)
            if not connues:
                raise Injoignable(f"topic {topic} is missing: create them with `passerelle topics --create`")
            self._partitions[topic] = len(connues)
        return self._partitions[topic]

    def _jusqu_a(self, place: TopicPartition, jour: date) -> Iterator[Record]:
        limite = monotonic() + self._patience
        while True:
            while self._lus[place]:
                record = self._lus[place].popleft()
                clos = _clos_le(record)
                if clos is None:
                    yield record
                elif clos >= jour:
                    return
            self._veille()
            if self._lire():
                limite = monotonic() + self._patience
            elif monotonic() > limite:
                dit = f"the CPAM did not close {jour} on {place.topic} in {self._patience:.0f} s"
                raise Injoignable(f"{dit}: is a worker running (`passerelle worker`), with these partitions?")

    def _lire(self) -> bool:
        lots = self._lecteur.poll(timeout_ms=200)
        for place, records in lots.items():
            for r in records:
                entetes = tuple((nom, valeur) for nom, valeur in r.headers)
                self._lus[place].append(Record(r.topic, r.partition, r.offset, r.timestamp, r.key, r.value, entetes))
        return bool(lots)


def _clos_le(record: Record) -> date | None:
    """The day that this record closes, if it closes one."""
    if dict(record.headers).get("ce_type") != JOUR_CLOS.encode() or record.value is None:
        return None
    return date.fromisoformat(json.loads(record.value)["jour"])
