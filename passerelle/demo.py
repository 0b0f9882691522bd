"""The whole system in one process tree: embedded broker, worker, simulated partners; then what came of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.topics import CPAM_DECISIONS, CPAM_NOTIFICATIONS, DOSSIERS_FAITS, TOPICS, dead_letter, partner_topics
from contracts.wire import Message, Record
from law.loader import Loi
from passerelle.deploiement import topics
from passerelle.enfant import Worker
from passerelle.lectures import Lectures
from simulators.dialogue import dialoguer
from simulators.publier import CanalKafka
from simulators.simulation import Simulation
from simulators.verite.constat import Constat, Ecart
from simulators.verite.modele import Verite
from simulators.verite.tirer import tirer_verite
from streams.embedded import embedded
from streams.settings import Settings
from streams.snapshot import record, snapshot
from streams.topics import Topic

# The embedded broker lets every fetch wait its whole time, and a day is a dozen fetches one after the other.
# Every partition of every feed closes every day: as many batches at once.
QUICK = {
    "PASSERELLE_FETCH_WAIT": "0.003",
    "PASSERELLE_GATHER": "0",
    "PASSERELLE_SESSION_TIMEOUT": "20",
    "PASSERELLE_BATCHES_AHEAD": "64",
}
PATIENCE = 60.0
FOYER = 3  # persons
FOYERS_PAR_PARTITION = 1500  # what the embedded broker can keep of six months

Suivi = Callable[[date, int, int], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What a run left: what was read, what should have been, and where they differ."""

    lectures: Lectures
    verite: Verite
    ecarts: Sequence[Ecart]
    rebuts: Mapping[tuple[str, str], int]

    @property
    def desaccords(self) -> list[Ecart]:
        """Differences that no injected fault explains."""
        return [ecart for ecart in self.ecarts if not ecart.touche_par]


class _Temoin:
    """The channel of the partners, with a witness who reads what comes back."""

    def __init__(self, canal: CanalKafka, constat: Constat, lectures: Lectures) -> None:
        self._canal, self._constat, self._lectures = canal, constat, lectures

    def publier(self, messages: Sequence[Message]) -> None:
        self._canal.publier(messages)

    def sorties(self, jour: date) -> Iterable[Record]:
        records = list(self._canal.sorties(jour))
        self._constat.noter(jour, records)
        self._lectures.prendre(r for r in records if r.topic in (CPAM_DECISIONS, CPAM_NOTIFICATIONS))
        return records


def live(
    prepare: Callable[[], Simulation], loi: Loi, settings: Settings, tell: Suivi, journal: Path | None = None
) -> Demo:
    """Live a simulation through real agents, read everything back; with `journal`, keep it there."""
    wanted, lectures = topics(settings, loi), Lectures()
    with embedded(wanted) as address:
        environment = QUICK | {"PASSERELLE_BROKER": address, "PASSERELLE_PARTITIONS": str(settings.partitions)}
        with Worker(environment) as worker:
            simulation = prepare()  # while the worker starts
            verite = tirer_verite(simulation, loi)
            constat = Constat(verite)
            with CanalKafka(address, patience=PATIENCE, veille=worker.watch) as canal:
                contexte = simulation.contexte
                temoin = _Temoin(canal, constat, lectures)
                dialoguer(simulation.agences, temoin, contexte.debut, contexte.fin, settings.partitions, tell)
            lectures.prendre(snapshot(address, _named(wanted, [DOSSIERS_FAITS])))
            rebuts = _rebuts(address, wanted)
            if journal:
                record(address, _named(wanted, (topic.name for topic in TOPICS)), journal)
    return Demo(lectures, verite, constat.ecarts(), rebuts)


def partitions_for(households: int) -> int:
    """Enough for the broker to keep all; no more, as each costs a fetch."""
    return max(2, -(-households // FOYERS_PAR_PARTITION))


def _named(wanted: Iterable[Topic], names: Iterable[str]) -> list[Topic]:
    kept = set(names)
    return [topic for topic in wanted if topic.name in kept]


def _rebuts(address: str, wanted: Iterable[Topic]) -> Mapping[tuple[str, str], int]:
    """How many records could not be used, by topic and cause."""
    names = [dead_letter(topic.name) for topic in partner_topics()] + [dead_letter(DOSSIERS_FAITS)]
    causes: Counter[tuple[str, str]] = Counter()
    for rebut in snapshot(address, _named(wanted, names), whole=False):
        headers = dict(rebut.headers)
        causes[rebut.topic, headers.get("passerelle-cause", b"?").decode()] += 1
    return causes


def exemple(demo: Demo) -> str | None:
    """The reference whose story shows most: many steps that ended in a right, a large household, no fault."""
    suites = demo.lectures.suites()
    etats = {suite.reference: suite for suite in demo.verite.suites}
    choix = [
        (len(suite[-1].beneficiaires) >= FOYER, len({d.issue for d in suite}), len(suite), reference)
        for reference, suite in suites.items()
        if reference in etats
        and etats[reference].issue == "ACCORDEE"
        and not any(demo.verite.touches.get(id_) for id_ in etats[reference].personnes)
    ]
    return max(choix)[-1] if choix else None
