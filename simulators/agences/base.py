"""What an agency is: a name, a topic, what it publishes on a day, and what it makes of what it receives."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from contracts.base import Contrat
from contracts.cloudevents import Event
from simulators.alea import Alea
from simulators.calibration import Calibration
from simulators.fautes import Fautes
from simulators.publication import Publication, identifiant

SOURD: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contexte:
    """What every agency is given: seed, rates, period, its faults."""

    graine: int
    calibration: Calibration
    debut: date
    fin: date
    fautes: Fautes = field(default_factory=Fautes)

    def alea(self, objet: str, *ids: object) -> Alea:
        """The stream of one purpose and subject."""
        return Alea(self.graine, objet, *ids)


@dataclass(slots=True)
class Registre:
    """The publications of an agency by day; each passes the faults of the agency once, when it is entered."""

    nom: str
    contexte: Contexte
    _par_jour: dict[date, list[Publication]] = field(default_factory=dict)
    toutes: list[Publication] = field(default_factory=list)

    def inscrire(self, publications: Iterable[Publication]) -> None:
        """Enter publications, spoilt or not."""
        for saine in publications:
            for publication in self.contexte.fautes.appliquer(self.nom, saine):
                self._par_jour.setdefault(publication.jour, []).append(publication)
                self.toutes.append(publication)

    def du(self, jour: date) -> list[Publication]:
        """Those of a day, in an order that does not depend on when they were entered."""
        return sorted(self._par_jour.get(jour, ()), key=lambda p: (p.cle, p.survenu_le, p.sujets, p.id, p.faute or ""))


class Agence(Protocol):
    """A partner, which sees its own part of lives and nothing else."""

    nom: str
    topic: str
    source: str
    emetteur: str
    ecoute: frozenset[str]
    registre: Registre

    def publications(self, jour: date) -> list[Publication]:
        """What it sends on that day, in order."""
        ...

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """Something that the CPAM said on that day; the agency acts on a later day."""
        ...


def publier(
    agence: Agence,
    type_: str,
    donnees: Contrat,
    *,
    reference: str,
    sujets: tuple[str, ...],
    survenu_le: date,
    jour: date,
    enregistre_le: date | None = None,
) -> Publication:
    """A publication of a message, its id derived from what it says of whom."""
    return Publication(
        topic=agence.topic,
        cle=reference,
        type=type_,
        id=identifiant(agence.nom, *sujets),
        source=agence.source,
        survenu_le=survenu_le,
        enregistre_le=enregistre_le or min(jour, max(survenu_le, jour - timedelta(days=1))),
        jour=jour,
        valeur=donnees.to_json(),
        sujets=sujets,
    )
