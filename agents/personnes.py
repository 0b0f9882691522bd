"""The persons that a fact names, and who is the same person within a dossier."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from contracts.faits import (
    AnyFait,
    ApsDelivree,
    Arrivee,
    Certification,
    DemandeRsa,
    DroitRsa,
    LigneAspa,
    MouvementAps,
    NiaAttribue,
    Personne,
    Piece,
    Rapprochement,
    Reponse,
    Reprise,
)


def personnes(fait: AnyFait) -> Sequence[Personne]:
    """Every person named by the fact, the one it is about first."""
    lire = _LECTEURS.get(type(fait))
    return lire(fait) if lire else ()


def _membres(fait: Any) -> Sequence[Personne]:
    return [m.personne for m in fait.foyer]


# By type, as this is read for every fact of every dossier that is folded.
_LECTEURS: dict[type, Callable[[Any], Sequence[Personne]]] = {
    DemandeRsa: _membres,
    Reponse: _membres,
    DroitRsa: lambda f: [m.personne for m in f.retenus + f.hors_rsa],
    LigneAspa: lambda f: (f.allocataire, f.conjoint) if f.conjoint else (f.allocataire,),
    ApsDelivree: lambda f: (f.titulaire, *f.mineurs),
    MouvementAps: lambda f: (*((f.titulaire,) if f.titulaire else ()), *(f.mineurs or ())),
    NiaAttribue: lambda f: (f.personne,),
    Piece: lambda f: (f.porteur, *((f.enfant,) if f.enfant else ()), *_membres(f)),
    Arrivee: lambda f: (f.personne, f.conjoint) if f.conjoint else (f.personne,),
    Reprise: lambda f: (f.titulaire, *f.membres),
}


class Identites:
    """Who is who in one dossier: each person's civil status and numbers lead to one name for her.

    A number borne by two dates of birth is not the same person's (a number on two people): it joins nobody.
    """

    def __init__(self, faits: Iterable[AnyFait]) -> None:
        self._parent: dict[str, str] = {}
        porteur: dict[str, Personne] = {}
        self.nombre = 0
        liens: list[AnyFait] = []
        for fait in faits:
            if type(fait) in _IDENTITE:
                liens.append(fait)
            for personne in personnes(fait):
                self._inscrire(personne, porteur)
        for fait in liens:
            self._relier(fait, porteur)
        self._noms = {civil: self._racine(civil) for civil in self._parent}

    def __getitem__(self, personne: Personne) -> str:
        """The one name of a person in this dossier."""
        return self._noms.get(personne.civil, personne.civil)

    def _inscrire(self, personne: Personne, porteur: dict[str, Personne]) -> None:
        civil = personne.civil
        if civil not in self._parent:
            self._parent[civil] = civil
            self.nombre += 1
        for numero in (personne.matricule, personne.agdref):
            if numero:
                autre = porteur.setdefault(numero, personne)
                if autre is not personne and autre.civil != civil and autre.naissance == personne.naissance:
                    self._unir(autre.civil, civil)

    def _relier(self, fait: AnyFait, porteur: dict[str, Personne]) -> None:
        match fait:
            case Certification(issue="CERTIFIE", nia=a, nir=b) if a in porteur and b in porteur:
                self._unir(porteur[a].civil, porteur[b].civil)
            case Rapprochement(mouvement="FUSION", conserve=a, absorbes=autres) if a in porteur:
                for b in autres:
                    if b in porteur:
                        self._unir(porteur[a].civil, porteur[b].civil)
            case _:
                pass

    def _racine(self, civil: str) -> str:
        parent = self._parent.get(civil, civil)
        while parent != civil:
            civil, parent = parent, self._parent[parent]
        return civil

    def _unir(self, a: str, b: str) -> None:
        a, b = sorted((self._racine(a), self._racine(b)))
        if a != b:
            self._parent[b] = a
            self.nombre -= 1


_IDENTITE = frozenset({Certification, Rapprochement})
