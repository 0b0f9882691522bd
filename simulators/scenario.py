"""A scenario: period, population, rates, faults, and lives told one by one."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulators.vies.declarees import VieDeclaree

DOSSIER = Path(__file__).with_name("scenarios")
NomAgence = Literal["cnam", "cnaf", "cnav", "prefecture", "rapatriement", "sngi", "assures", "organismes"]
AGENCES: tuple[NomAgence, ...] = ("cnam", "cnaf", "cnav", "prefecture", "rapatriement", "sngi", "assures", "organismes")
Nature = Literal["rsa", "aspa", "aps", "rapatries"]
Part = Annotated[float, Field(ge=0, le=1)]


class _Ferme(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Population(_Ferme):
    """How many households, and which share of each kind."""

    foyers: Annotated[int, Field(ge=1)]
    parts: dict[Nature, Part]


class Scenario(_Ferme):
    """What is lived, by whom, and what goes wrong on the way."""

    nom: str
    description: str
    regles: tuple[str, ...] = ()
    graine: int = 2022
    debut: date
    fin: date
    agences: tuple[NomAgence, ...] = AGENCES
    population: Population | None = None
    calibration: dict[str, float | tuple[int, int]] = {}
    fautes: dict[NomAgence, dict[str, Part]] = {}
    vies: tuple[VieDeclaree, ...] = ()
