"""Each agency publishes its own part, in its own way, and closes its days."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from contracts.calendrier import JourClos
from contracts.cloudevents import decode, read
from contracts.cnaf import Demande, DroitOuvert
from contracts.cnav import EchangeMensuel
from contracts.prefecture import ApsDelivree
from contracts.topics import CNAF_RSA, CNAV_ASPA, CPAM_REPRISE, JOUR_CLOS, PREFECTURE_APS, partner_topics
from contracts.wire import Message
from simulators.lecture import lire
from simulators.simulation import Simulation, preparer
from simulators.vies.dates import jours
from tests.simulators.outils import PARTITIONS, CanalMemoire, record, type_de, vivre


def _jour(m: Message) -> date:
    return datetime.fromtimestamp((m.timestamp or 0) / 1000, UTC).date()


@pytest.fixture(scope="module")
def mixte() -> tuple[Simulation, CanalMemoire]:
    return vivre("mixte", foyers=400)


def test_what_no_fault_touched_holds_to_its_contract() -> None:
    sans_fautes = lire("mixte").model_copy(update={"fautes": {}})
    for agence in preparer(sans_fautes, foyers=400).agences:
        for jour in jours(sans_fautes.debut, sans_fautes.fin):
            for publication in agence.publications(jour):
                assert publication.faute is None


def test_every_message_of_a_feed_without_faults_decodes(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, canal = mixte
    saines = {p.id for a in simulation.agences for p in a.registre.toutes if p.faute is None}
    decodes = 0
    for m in canal.messages:
        event = read(record(m))
        if event.id in saines or event.type == JOUR_CLOS:
            decode(record(m))
            decodes += 1
    assert decodes > len(saines) * 0.9


def test_each_agency_closes_every_day_on_every_partition_after_its_records(
    mixte: tuple[Simulation, CanalMemoire],
) -> None:
    simulation, canal = mixte
    clos: dict[str, set[date]] = {}
    fermetures: Counter[tuple[str, date]] = Counter()
    for m in canal.messages:
        jour = _jour(m)
        if type_de(m) == JOUR_CLOS:
            _, contenu = decode(record(m))
            assert isinstance(contenu, JourClos)
            assert contenu.jour == jour
            assert m.partition is not None
            fermetures[m.topic, contenu.jour] += 1
            clos.setdefault(m.topic, set()).add(jour)
        else:
            assert jour not in clos.get(m.topic, set()), "a record after the end of its day"
    attendus = {
        (t.name, j) for t in partner_topics() for j in jours(simulation.contexte.debut, simulation.contexte.fin)
    }
    assert set(fermetures) == attendus
    assert set(fermetures.values()) == {PARTITIONS}


def test_no_nir_travels_in_a_key_or_a_header(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, canal = mixte
    numeros = [p.nir for p in simulation.monde.personnes() if p.nir][:300]
    visibles = "\n".join(f"{m.key!r} {m.headers!r}" for m in canal.messages)
    assert not any(numero in visibles for numero in numeros)


def test_the_cnaf_sends_one_file_a_day_and_body_and_numbers_its_rows(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, _ = mixte
    cnaf = next(a for a in simulation.agences if a.nom == "cnaf")
    lots: dict[str, list[int]] = {}
    totaux: dict[str, int | None] = {}
    for p in cnaf.registre.toutes:
        if p.faute is None:
            contenu = Demande if "demande" in p.type else DroitOuvert if "ouvert" in p.type else None
            if contenu:
                lot = contenu.model_validate_json(p.valeur).lot
                assert lot is not None
                lots.setdefault(lot.id, []).append(lot.rang)
                totaux[lot.id] = lot.total
    for id_, rangs in lots.items():
        assert len(set(rangs)) == len(rangs)
        assert max(rangs) <= (totaux[id_] or 0)


def test_the_monthly_exchange_comes_on_one_of_the_first_days(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, _ = mixte
    cnav = next(a for a in simulation.agences if a.nom == "cnav")
    for p in cnav.registre.toutes:
        if p.faute is None:
            echange = EchangeMensuel.model_validate_json(p.valeur)
            assert 2 <= (p.jour - echange.mois).days <= 10


def test_bursts_of_aps_come_on_few_days(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, _ = mixte
    prefecture = next(a for a in simulation.agences if a.nom == "prefecture")
    flux = [
        p.jour
        for p in prefecture.registre.toutes
        if p.faute is None and ".delivree" in p.type and ApsDelivree.model_validate_json(p.valeur).canal == "FLUX"
    ]
    rafales = sum(jour.weekday() in {0, 3} for jour in flux)
    assert rafales > 0.6 * len(flux)


def test_the_stock_of_rights_comes_on_the_first_day(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, canal = mixte
    debut = simulation.contexte.debut
    assert {_jour(m) for m in canal.sur(CPAM_REPRISE)} == {debut}


def test_each_agency_has_its_own_topic(mixte: tuple[Simulation, CanalMemoire]) -> None:
    simulation, _ = mixte
    assert {a.topic for a in simulation.agences} == {t.name for t in partner_topics()}
    assert {CNAF_RSA, CNAV_ASPA, PREFECTURE_APS} <= {a.topic for a in simulation.agences}
