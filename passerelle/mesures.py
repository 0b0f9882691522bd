"""A figure beside the truth: a part of a whole, and what was missed or undue of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple


class Part(NamedTuple):
    """So many of so many."""

    n: int
    sur: int

    @property
    def taux(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.n / self.sur if self.sur else None


class Indicateur(NamedTuple):
    """One figure, beside the lives where they tell it; recall and precision where a grant may be missed or undue."""

    numero: int
    nom: str
    groupe: str
    observe: Part
    verite: Part | None = None
    rappel: Part | None = None
    precision: Part | None = None


def jours_ouvres(jour: date, nombre: int) -> date:
    """So many working days later (Monday to Friday)."""
    while nombre:
        jour += timedelta(days=1)
        nombre -= jour.weekday() < 5
    return jour


def comparer(
    numero: int,
    nom: str,
    groupe: str,
    vus: Mapping[str, bool],
    vrais: Mapping[str, bool],
) -> Indicateur:
    """Cases seen and cases of the lives, each True when it counts."""
    oui = {k for k, v in vus.items() if v}
    attendus = {k for k, v in vrais.items() if v}
    juste = len(oui & attendus)
    return Indicateur(
        numero,
        nom,
        groupe,
        Part(len(oui), len(vus)),
        Part(len(attendus), len(vrais)),
        Part(juste, len(attendus)),
        Part(juste, len(oui)),
    )
