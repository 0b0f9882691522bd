"""Which nodes a fact concerns: the one that keeps it, and those that it links to it. No number is ever a key."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial

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
    trouves = set(_autres(fait))
    for personne in personnes(fait):
        if personne.agdref:
            trouves.add(f"a:{personne.agdref}")
        if personne.matricule:
            trouves.add(f"m:{personne.matricule}")
        elif not personne.agdref:
            trouves.add(f"c:{personne.civil}")
    return trouves


def _autres(fait: AnyFait) -> Sequence[str]:
    if type(fait) not in _NOMMENT:
        return ()
    match fait:
        case DroitRsa():
            return [fait.allocataire]
        case ApsDelivree() if fait.conjoint_agdref:
            return [f"a:{fait.conjoint_agdref}"]
        case MouvementAps() if fait.precedent:
            return [fait.precedent]
        case Certification():
            return [f"m:{n}" for n in (fait.nia, fait.nir) if n]
        case Rapprochement():
            return [f"m:{n}" for n in (fait.conserve, *fait.absorbes)]
        case _:
            return []


_NOMMENT = frozenset({DroitRsa, ApsDelivree, MouvementAps, Certification, Rapprochement})
