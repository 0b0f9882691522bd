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


def qui_est_qui(faits: Iterable[AnyFait]) -> dict[str, str]:
    """Who is who in one dossier: the civil status of each person named leads to the one name of that person.

    A number borne by two dates of birth is not the same person's (a number on two people): it joins nobody.
    """
    noms: dict[str, str] = {}  # each name leads to itself, or nearer to the one that stands for it
    porteurs: dict[str, Personne] = {}
    vues: dict[str, Personne] = {}
    for fait in faits:
        for personne in personnes(fait):
            if vues.get(personne.civil) != personne:  # what was said before says nothing new
                vues[personne.civil] = personne
                _inscrire(noms, personne, porteurs)
    for a, b in _rapproches(faits):
        if a in porteurs and b in porteurs:
            _unir(noms, porteurs[a].civil, porteurs[b].civil)
    for civil, nom in noms.items():
        if civil != nom:
            noms[civil] = _racine(noms, nom)
    return noms


def _inscrire(noms: dict[str, str], personne: Personne, porteurs: dict[str, Personne]) -> None:
    civil = personne.civil
    noms.setdefault(civil, civil)
    for numero in (personne.matricule, personne.agdref):
        if numero:
            autre = porteurs.setdefault(numero, personne)
            if autre is not personne and autre.civil != civil and autre.naissance == personne.naissance:
                _unir(noms, autre.civil, civil)


def _rapproches(faits: Iterable[AnyFait]) -> list[tuple[str, str]]:
    """The pairs of numbers that are one person's, by the last word on each: an un-merge is a fold without the link."""
    paires: dict[tuple[str, str], bool] = {}
    for fait in faits:
        match fait:
            case Certification(issue="CERTIFIE"):
                paires[fait.nia, fait.nir] = True
            case Rapprochement():
                for autre in fait.absorbes:
                    paires[min(fait.conserve, autre), max(fait.conserve, autre)] = fait.mouvement == "FUSION"
            case _:
                pass
    return [paire for paire, unis in paires.items() if unis]


def _racine(noms: dict[str, str], nom: str) -> str:
    while noms[nom] != nom:
        nom = noms[nom]
    return nom


def _unir(noms: dict[str, str], a: str, b: str) -> None:
    a, b = _racine(noms, a), _racine(noms, b)
    if a != b:
        noms[max(a, b)] = min(a, b)
