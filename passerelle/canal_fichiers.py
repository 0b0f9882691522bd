"""The simulated partners without a broker: the core in this process answers, and all topics go to files."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Self

import typer

from contracts.topics import TOPICS
from contracts.wire import Message, Record
from passerelle.coeur import Coeur
from passerelle.lignes import ecrire
from streams.journal import write_journal

JOURNAL = "journal.zst"


class CanalFichiers:
    """A `Canal` of the simulators; when it is left, one file of JSON lines per topic that was written."""

    def __init__(self, coeur: Coeur, dossier: Path) -> None:
        self._coeur, self._dossier = coeur, dossier
        dossier.mkdir(parents=True, exist_ok=True)

    def publier(self, messages: Sequence[Message]) -> None:
        """To the core."""
        self._coeur.publier(messages)

    def sorties(self, jour: date) -> Iterable[Record]:
        """What the core said."""
        return self._coeur.sorties(jour)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing is held open."""

    def dire(self) -> None:
        """Write the files, and name them; and a journal of everything, to be replayed and traced."""
        local = self._coeur.local
        tenus = {topic.name: local.partitions(topic.name) for topic in TOPICS}
        journal = self._dossier / JOURNAL
        nombre = write_journal(journal, tenus, (record for nom in tenus for record in local.log(nom)))
        typer.echo(f"{journal}: {nombre} records", err=True)
        for topic in TOPICS:
            if topic.role == "internal":
                continue
            lignes = [ligne for record in self._coeur.local.log(topic.name) if (ligne := ecrire(record))]
            fichier = self._dossier / f"{topic.name}.jsonl"
            fichier.write_text("".join(f"{ligne}\n" for ligne in lignes), encoding="utf-8")
            typer.echo(f"{fichier}: {len(lignes)} messages", err=True)
