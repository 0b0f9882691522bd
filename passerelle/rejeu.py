"""A journal through the core, without a broker: facts by partition and process, or partner records day by day."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from agents.dossier.batch import Dossiers
from agents.noeuds import Noeuds
from contracts.topics import DOSSIERS_FAITS, dead_letter, output_topics, partner_topics
from contracts.wire import Message
from law.loader import Loi, load
from passerelle.coeur import Coeur
from streams.errors import Misconfigured
from streams.journal import Journal
from streams.merge import days
from streams.replay import Replay, Summary, Writer, replay

SORTIES = tuple(topic.name for topic in output_topics())
PARTENAIRES = tuple(topic.name for topic in partner_topics())


def dossiers(law: Path | None, sel: str) -> Dossiers:
    """The handler of the facts, made anew in each process."""
    return Dossiers(load(law), Noeuds(sel))


def rejouer(journaux: Sequence[Path], out: Path, processes: int, law: Path | None, sel: str, cut: bool) -> Summary:
    """Decisions of one journal of facts, byte for byte those of its run; or of partner journals, the same rights."""
    topics = {chemin: Journal(chemin, cut).topics for chemin in journaux}
    if any(DOSSIERS_FAITS in tenus for tenus in topics.values()):
        if len(journaux) > 1:
            raise Misconfigured(f"several journals, one of which holds {DOSSIERS_FAITS}: replay that one alone")
        make = partial(dossiers, law, sel)
        only = (*SORTIES, dead_letter(DOSSIERS_FAITS))
        return replay(Replay(journaux[0], DOSSIERS_FAITS, make, out, only, cut), processes)
    return _partenaires(topics, out, load(law), sel, cut)


def _partenaires(topics: Mapping[Path, Mapping[str, int]], out: Path, loi: Loi, sel: str, cut: bool) -> Summary:
    tenus = {nom: n for par_journal in topics.values() for nom, n in par_journal.items() if nom in PARTENAIRES}
    if not tenus:
        raise Misconfigured(f"no journal holds {DOSSIERS_FAITS} or a partner topic: record either")
    if len(set(tenus.values())) > 1:
        raise Misconfigured(f"the partner topics have different numbers of partitions: {tenus}")
    # Only the feeds that were recorded close days: one that is missing would hold time back for ever.
    coeur = Coeur(loi, next(iter(tenus.values())), tuple(sorted(tenus)), sel)
    total, sorties = Summary(), _Sorties(out, coeur)
    for _, records in days(topics, cut):
        messages = [
            Message(r.topic, r.key, r.value, r.headers, r.partition, r.timestamp) for r in records if r.topic in tenus
        ]
        total.records += len(messages)
        coeur.publier(messages)
        total.outputs += sorties.ecrire(SORTIES)
    total.refused = sorties.ecrire([dead_letter(nom) for nom in (*tenus, DOSSIERS_FAITS)])
    total.outputs += total.refused
    total.files = sorties.fermer()
    return total


class _Sorties:
    """The core's outputs, each topic and partition in its file."""

    def __init__(self, out: Path, coeur: Coeur) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self._out, self._coeur = out, coeur
        self._fichiers: dict[tuple[str, int], Writer] = {}

    def ecrire(self, topics: Iterable[str]) -> int:
        """Write what is new; how many records."""
        nombre = 0
        for topic in topics:
            for r in self._coeur.local.take(topic):
                place = topic, r.partition
                if place not in self._fichiers:
                    self._fichiers[place] = Writer(self._out / f"{topic}-{r.partition}.jsonl")
                self._fichiers[place].write(Message(r.topic, r.key, r.value, r.headers, r.partition), r.partition)
                nombre += 1
        return nombre

    def fermer(self) -> list[Path]:
        """End the files, and name them."""
        for fichier in self._fichiers.values():
            fichier.close()
        return sorted(fichier.path for fichier in self._fichiers.values())
