"""The Kafka channel, on the embedded broker."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from kafka import KafkaConsumer, TopicPartition

from contracts.topics import CNAF_RSA, output_topics, partner_topics
from contracts.wire import Message
from simulators.dialogue import messages_du_jour
from simulators.lecture import lire
from simulators.murmur2 import partition
from simulators.publication import jour_clos
from simulators.publier import VERSION, CanalKafka, Injoignable
from simulators.simulation import preparer
from streams.embedded import embedded
from streams.topics import deployment
from tests.simulators.outils import courrier

if TYPE_CHECKING:
    from kafka.structs import ConsumerRecord

LE = date(2022, 2, 11)


@pytest.fixture
def broker() -> Iterator[str]:
    connus = {t.name for t in (*partner_topics(), *output_topics())}
    with embedded([t for t in deployment(2) if t.name in connus]) as adresse:
        yield adresse


def _clore(canal: CanalKafka, jour: date) -> None:
    canal.publier([jour_clos(t.name, "CPAM", "urn:test", jour, n) for t in output_topics() for n in range(2)])


def test_records_go_to_the_partition_of_their_key_with_the_day_as_timestamp(broker: str) -> None:
    simulation = preparer(lire("rsa-teleservice"))
    envoyes = messages_du_jour(simulation.agences, LE, 2)
    with CanalKafka(broker, patience=20) as canal:
        canal.publier(envoyes)
    lecteur = KafkaConsumer(bootstrap_servers=[broker], api_version=VERSION, auto_offset_reset="earliest")
    places = [TopicPartition(CNAF_RSA, n) for n in range(2)]
    lecteur.assign(places)
    lecteur.seek_to_beginning(*places)
    lus: list[ConsumerRecord] = []
    while len(lus) < sum(m.topic == CNAF_RSA for m in envoyes):
        lus += [r for lot in lecteur.poll(timeout_ms=200).values() for r in lot]
    lecteur.close(autocommit=False)
    demandes = [r for r in lus if r.key is not None]
    assert demandes
    assert all(r.partition == partition(r.key or b"", 2) for r in demandes)
    assert {r.timestamp for r in lus} == {1644559200000}
    assert {(r.value, tuple(r.headers)) for r in demandes} == {
        (m.value, m.headers) for m in envoyes if m.topic == CNAF_RSA and m.key
    }


def test_the_answers_of_a_day_end_where_the_cpam_closes_it(broker: str) -> None:
    a, b = courrier("rsa:a", LE), courrier("rsa:b", date(2022, 2, 12))
    with CanalKafka(broker, patience=20) as canal:
        canal.publier([Message(a.topic, b"k", a.value, a.headers, 0, a.timestamp)])
        _clore(canal, LE)
        canal.publier([Message(b.topic, b"k", b.value, b.headers, 0, b.timestamp)])
        _clore(canal, date(2022, 2, 12))
        assert [r.value for r in canal.sorties(LE)] == [a.value]
        assert [r.value for r in canal.sorties(date(2022, 2, 12))] == [b.value]


def test_a_scenario_lived_again_finds_its_days_closed(broker: str) -> None:
    with CanalKafka(broker, patience=20) as premier:
        _clore(premier, LE)
    with CanalKafka(broker, patience=20) as second:
        assert list(second.sorties(LE)) == []


def test_a_day_that_nobody_closes_is_told(broker: str) -> None:
    with CanalKafka(broker, patience=0.5) as canal, pytest.raises(Injoignable, match=r"is a worker running"):
        list(canal.sorties(LE))


def test_a_missing_topic_is_told() -> None:
    with embedded(deployment(1)[:3]) as adresse, pytest.raises(Injoignable, match=r"passerelle topics --create"):
        CanalKafka(adresse, patience=5)
