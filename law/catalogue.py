"""The catalogue of the law: every numbered rule, flow, deadline, amount and rate, with its source."""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Entree(NamedTuple):
    """One numbered statement of the catalogue."""

    id: str
    kind: str
    section: str
    rule: str
    source: str
    quote: str
    effective: str
    events: str


def lire_catalogue(fichier: Path) -> Mapping[str, Entree]:
    """The rows of the catalogue by id, in their order."""
    with fichier.open(encoding="utf-8", newline="") as lines:
        rows = [Entree(**row) for row in csv.DictReader(lines)]
    return MappingProxyType({row.id: row for row in rows})


def sections(catalogue: Mapping[str, Entree]) -> dict[str, list[Entree]]:
    """The rows by section, in the catalogue's order."""
    found: dict[str, list[Entree]] = {}
    for row in catalogue.values():
        found.setdefault(row.section, []).append(row)
    return found


CATALOGUE = lire_catalogue(Path(__file__).with_name("regles.csv"))
