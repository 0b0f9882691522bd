"""The rates of the simulated lives: `calibration.yaml`, each with the catalogue rows that it rests on."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FICHIER = Path(__file__).with_name("calibration.yaml")


class Taux(BaseModel):
    """One rate (in [0, 1]), number or interval of days, and where it comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    valeur: float | tuple[int, int]
    ids: tuple[str, ...]
    note: str


@cache
def fichier() -> Mapping[str, Taux]:
    """The shipped file."""
    return TypeAdapter(dict[str, Taux]).validate_python(yaml.safe_load(FICHIER.read_text(encoding="utf-8")))


class Calibration:
    """The values in use: those of the file, some changed by a scenario."""

    def __init__(self, changes: Mapping[str, float | tuple[int, int]] | None = None) -> None:
        self._valeurs = {nom: taux.valeur for nom, taux in fichier().items()} | dict(changes or {})

    def taux(self, nom: str) -> float:
        """A probability, or a number."""
        valeur = self._valeurs[nom]
        if isinstance(valeur, tuple):
            raise TypeError(f"{nom} is an interval of days, not a rate")
        return valeur

    def delai(self, nom: str) -> tuple[int, int]:
        """An interval of days."""
        valeur = self._valeurs[nom]
        if not isinstance(valeur, tuple):
            raise TypeError(f"{nom} is a rate, not an interval of days")
        return valeur
