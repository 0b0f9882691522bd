"""One household's chain: the facts that its persons and references join, what was decided on them, what was written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agents.noeuds import identifiants
from agents.personnes import personnes
from contracts.courrier import Notification
from contracts.faits import AnyFait, Personne
from passerelle.lectures import Dit, Lectures


@dataclass(frozen=True, slots=True)
class Chaine:
    """All that is known of connected persons, each part in its order."""

    faits: tuple[AnyFait, ...]
    decisions: tuple[Dit, ...]
    lettres: tuple[Notification, ...]

    @property
    def personnes(self) -> list[Personne]:
        """Each person once, as last named."""
        return list({p.civil: p for fait in self.faits for p in personnes(fait)}.values())


def chaine(lectures: Lectures, identifiant: str) -> Chaine | None:
    """The chain that an identifier belongs to: NIR or NIA, AGDREF number, number of a demande or an APS, reference."""
    groupes = _Groupes()
    for fait in lectures.faits.values():
        groupes.unir([fait.reference, *identifiants(fait)])
    cherches = noms_possibles(identifiant, groupes.connus())
    racines = {groupes.racine(nom) for nom in cherches}
    if not racines:
        return None
    faits = [f for f in lectures.faits.values() if groupes.racine(f.reference) in racines]
    references = {f.reference for f in faits}
    dits = [d for d in lectures.decisions.values() if d.decision.reference in references]
    lettres = [n for n in lectures.lettres.values() if n.reference in references]
    return Chaine(
        tuple(sorted(faits, key=lambda f: (f.recu_le, f.survenu_le, f.id))),
        tuple(sorted(dits, key=lambda d: (d.decision.jour, d.decision.reference, d.decision.revision, d.id))),
        tuple(sorted(lettres, key=lambda n: (n.jour, n.reference, n.modele, n.canal))),
    )


def noms_possibles(identifiant: str, connus: Iterable[str]) -> set[str]:
    """The names under which facts may hold what a person typed."""
    compact = re.sub(r"[\s.]", "", identifiant).upper()
    entiers = {identifiant.strip(), f"m:{compact}", f"m:{compact[:13]}" if len(compact) == 15 else "", f"a:{compact}"}
    return {nom for nom in connus if nom in entiers or nom.rpartition(":")[2] == identifiant.strip()}


class _Groupes:
    """Names joined by the facts that bear them (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def connus(self) -> list[str]:
        """Every name."""
        return list(self._parent)

    def racine(self, nom: str) -> str:
        """The name that stands for the group."""
        parent = self._parent
        while parent.setdefault(nom, nom) != nom:
            parent[nom] = parent[parent[nom]]
            nom = parent[nom]
        return nom

    def unir(self, noms: Iterable[str]) -> None:
        """All these names are of one group."""
        premier, *autres = noms
        racine = self.racine(premier)
        for autre in autres:
            self._parent[self.racine(autre)] = racine
