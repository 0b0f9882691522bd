"""Which statements of the catalogue are applied: by which rules, by which parameters, by nothing. Computed."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from law.catalogue import CATALOGUE, Entree
from law.parametre import Parametre
from law.regle import Declaration

#: Kinds of statements that a rule or a parameter can apply; actors, calibrations and context are not law.
COUVERTES = ("rule", "parameter")

Etat = Literal["regle", "parametre", "aucun"]


class Ligne(NamedTuple):
    """One statement and what applies it."""

    entree: Entree
    regles: tuple[Declaration, ...]
    parametres: tuple[str, ...]

    @property
    def etat(self) -> Etat:
        """`regle` as soon as one rule applies it; `parametre` when only its figures are there."""
        if self.regles:
            return "regle"
        return "parametre" if self.parametres else "aucun"


def couverture(
    regles: Iterable[Declaration],
    parametres: Iterable[Parametre],
    catalogue: Mapping[str, Entree] = CATALOGUE,
) -> list[Ligne]:
    """One line per statement of law, in the catalogue's order."""
    par_regle: dict[str, list[Declaration]] = {}
    for declaration in regles:
        for identifier in declaration.ids:
            par_regle.setdefault(identifier, []).append(declaration)
    par_parametre: dict[str, list[str]] = {}
    for parametre in parametres:
        for identifier in parametre.catalogue:
            par_parametre.setdefault(identifier, []).append(parametre.nom)
    return [
        Ligne(row, tuple(par_regle.get(row.id, ())), tuple(par_parametre.get(row.id, ())))
        for row in catalogue.values()
        if row.kind in COUVERTES
    ]


def bilan(lignes: Iterable[Ligne]) -> dict[str, dict[Etat, int]]:
    """How many statements of each section are applied by a rule, by a parameter only, by nothing."""
    totals: dict[str, dict[Etat, int]] = {}
    for ligne in lignes:
        counts = totals.setdefault(ligne.entree.section, {"regle": 0, "parametre": 0, "aucun": 0})
        counts[ligne.etat] += 1
    return totals


def en_json(lignes: list[Ligne]) -> dict[str, object]:
    """The coverage as plain data."""
    return {
        "sections": bilan(lignes),
        "catalogue": [
            {
                "id": ligne.entree.id,
                "kind": ligne.entree.kind,
                "section": ligne.entree.section,
                "rule": ligne.entree.rule,
                "etat": ligne.etat,
                "regles": [_regle(declaration) for declaration in ligne.regles],
                "parametres": list(ligne.parametres),
            }
            for ligne in lignes
        ],
    }


def _regle(declaration: Declaration) -> dict[str, str | None]:
    return {
        "fonction": f"{declaration.module}.{declaration.fonction}",
        "phrase": declaration.phrase,
        "depuis": declaration.depuis.isoformat(),
        "jusqua": declaration.jusqua.isoformat() if declaration.jusqua else None,
        "pivot": declaration.pivot,
    }
