"""Which nodes a fact concerns: the one that keeps it, and those that it links to it. No number is ever a key."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from agents.personnes import personnes
from contracts.faits import AnyFait, ApsDelivree, Certification, DroitRsa, MouvementAps, Personne, Rapprochement
from contracts.pseudonyme import SEL_PUBLIC, pseudonyme

_NOEUD = re.compile(r"[0-9a-f]{32}")


class Noeuds:
    """Pseudonyms of identifiers under one secret."""

    def __init__(self, sel: str = SEL_PUBLIC) -> None:
        self.de = lru_cache(maxsize=200_000)(partial(pseudonyme, sel.encode()))

    def personne(self, personne: Personne) -> str:
        """The node of a person, by her strongest number."""
        return self.de(personne.numero)

    def ancre(self, reference: str) -> str:
        """The node that keeps the facts of a reference: the one it names, or its own pseudonym.

        A partner may send any word as a reference: what is none of ours waits under its own pseudonym.
        """
        nomme = reference.split(":", 2)[1:2]
        return nomme[0] if nomme and _NOEUD.fullmatch(nomme[0]) else self.de(reference)

    def nommes(self, fait: AnyFait, connus: tuple[AnyFait, ...]) -> set[str]:
        """The nodes that the fact names and that no known fact of its dossier does."""
        nouveaux = identifiants(fait)
        for connu in connus:
            if not nouveaux:
                break
            nouveaux -= identifiants(connu)
        return {self.de(identifiant) for identifiant in nouveaux}


def identifiants(fait: AnyFait) -> set[str]:
    """What the fact names besides its reference: persons by their numbers, other references."""
    autres = _AUTRES.get(type(fait))
    trouves = set(autres(fait)) if autres else set()
    for personne in personnes(fait):
        matricule, agdref = personne.matricule, personne.agdref
        if agdref:
            trouves.add(f"a:{agdref}")
        if matricule:
            trouves.add(f"m:{matricule}")
        elif not agdref:
            trouves.add(f"c:{personne.civil}")
    return trouves


# What some facts name besides their persons, by type.
_AUTRES: dict[type, Callable[[Any], Sequence[str]]] = {
    DroitRsa: lambda f: (f.allocataire,),
    ApsDelivree: lambda f: (f"a:{f.conjoint_agdref}",) if f.conjoint_agdref else (),
    MouvementAps: lambda f: (f.precedent,) if f.precedent else (),
    Certification: lambda f: [f"m:{n}" for n in (f.nia, f.nir) if n],
    Rapprochement: lambda f: [f"m:{n}" for n in (f.conserve, *f.absorbes)],
}
