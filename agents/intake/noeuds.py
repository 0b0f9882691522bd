"""Which nodes a fact concerns: the one that keeps it, and those that it links to it. No number is ever a key."""

import hmac
from functools import lru_cache

from agents.personnes import personnes
from contracts.faits import AnyFait, ApsDelivree, Certification, DroitRsa, MouvementAps, Personne, Rapprochement

SEL_PUBLIC = "passerelle-simulation"


class Noeuds:
    """Pseudonyms of identifiers under one secret: 32 hexadecimal digits (HMAC-SHA256, first half)."""

    def __init__(self, sel: str = SEL_PUBLIC) -> None:
        cle = sel.encode()
        self.de = lru_cache(maxsize=100_000)(lambda identifiant: hmac.digest(cle, identifiant.encode(), "sha256")[:16].hex())

    def personne(self, personne: Personne) -> str:
        """The node of a person, by her strongest number."""
        return self.de(personne.numero)

    def ancre(self, reference: str) -> str:
        """The node that keeps the facts of a reference: the one it names, or its own pseudonym."""
        morceaux = reference.split(":")
        return morceaux[1] if len(morceaux[1]) == 32 else self.de(reference)

    def lies(self, fait: AnyFait) -> list[str]:
        """The other nodes of a fact: persons by their numbers, other references."""
        identifiants: dict[str, None] = {}
        for personne in personnes(fait):
            numeros = [f"m:{personne.matricule}"] if personne.matricule else []
            numeros += [f"a:{personne.agdref}"] if personne.agdref else []
            identifiants.update(dict.fromkeys(numeros or [personne.numero]))
        identifiants.update(dict.fromkeys(_autres(fait)))
        ancre = self.ancre(fait.reference)
        return [noeud for noeud in map(self.de, identifiants) if noeud != ancre]


def _autres(fait: AnyFait) -> list[str]:
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
