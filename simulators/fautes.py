"""Named faults of the feeds: each spoils a publication in one way, at a rate that a scenario sets per agency."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from simulators.alea import Alea
from simulators.identites import cle_fausse
from simulators.publication import Publication, identifiant

Donnees = dict[str, Any]
Effet = list[Publication] | None  # None: this message cannot have that fault


def _plus_tard(p: Publication, jours: int) -> Publication:
    return replace(p, jour=p.jour + timedelta(days=jours))


def _marquer(p: Publication, faute: str) -> Publication:
    return replace(p, faute=faute)


def doublon(p: Publication, alea: Alea) -> Effet:
    """The same message twice, under the same id."""
    return [p, _marquer(_plus_tard(p, alea.entier(0, 3)), "doublon")]


def copie(p: Publication, alea: Alea) -> Effet:
    """The same content under another id."""
    autre = replace(p, id=identifiant("copie", p.id))
    return [p, _marquer(_plus_tard(autre, alea.entier(1, 20)), "copie")]


def retard(p: Publication, alea: Alea) -> Effet:
    """Sent some days or weeks late; it keeps the day on which it happened."""
    return [_marquer(_plus_tard(p, alea.entier(2, 25)), "retard")]


def desordre(p: Publication, alea: Alea) -> Effet:
    """A demande that travels after its droit."""
    if not p.type.endswith("rsa.demande.v1"):
        return None
    return [_marquer(_plus_tard(p, alea.entier(35, 60)), "desordre")]


def lot_incomplet(p: Publication, alea: Alea) -> Effet:
    """Missing from the batch that announced it; sent again some days later."""
    if b'"lot":' not in p.valeur:
        return None
    return [_marquer(_plus_tard(p, alea.entier(2, 6)), "lot-incomplet")]


def coupe(p: Publication, alea: Alea) -> Effet:
    """The JSON stops in the middle."""
    return [_perdre(replace(p, valeur=p.valeur[: alea.entier(1, len(p.valeur) - 1)]), "coupe")]


def type_inconnu(p: Publication, _alea: Alea) -> Effet:
    """A type that no catalogue knows."""
    return [_perdre(replace(p, type=p.type.replace(".v1", "-bis.v1")), "type-inconnu")]


def version_future(p: Publication, _alea: Alea) -> Effet:
    """A version of the type that is not known yet."""
    return [_perdre(replace(p, type=p.type.removesuffix(".v1") + ".v9"), "version-future")]


def cle_nir_fausse(p: Publication, alea: Alea) -> Effet:
    """One person's key does not match the number."""
    return _modifier(p, "cle-nir-fausse", lambda d: _fausser_cle(d, alea))


def date_avant_naissance(p: Publication, _alea: Alea) -> Effet:
    """Someone is born after the day that the message tells."""
    return _modifier(p, "date-avant-naissance", lambda d: _naitre_apres(d, p))


def personne_en_double(p: Publication, _alea: Alea) -> Effet:
    """One person is twice in a foyer."""
    return _modifier(p, "personne-en-double", _doubler)


def numero_sur_deux_personnes(p: Publication, _alea: Alea) -> Effet:
    """One number is on two people of a foyer."""
    return _modifier(p, "numero-sur-deux-personnes", _partager_numero)


def aps_fin_avant_debut(p: Publication, _alea: Alea) -> Effet:
    """An APS that ends before it starts."""
    return _modifier(p, "aps-fin-avant-debut", _finir_avant) if ".aps.delivree" in p.type else None


def droit_orphelin(p: Publication, alea: Alea) -> Effet:
    """A right for a demande that nobody made."""
    return _modifier(p, "droit-orphelin", lambda d: _autre_demande(d, alea)) if ".droit-ouvert" in p.type else None


def mineur_oublie(p: Publication, _alea: Alea) -> Effet:
    """A minor of the APS is left out of the message."""
    if ".aps.delivree" not in p.type:
        return None
    gate = _modifier(p, "mineur-oublie", lambda d: bool(d.get("mineurs") and d["mineurs"].pop()))
    # The minors' subjects come last, in the order of the list.
    return [replace(q, sujets=p.sujets[:-1], perdus=p.sujets[-1:]) for q in gate] if gate else None


def _perdre(p: Publication, faute: str) -> Publication:
    return replace(p, faute=faute, sujets=(), perdus=p.sujets)


def _modifier(p: Publication, faute: str, changer: Callable[[Donnees], bool]) -> Effet:
    donnees = json.loads(p.valeur)
    if not changer(donnees):
        return None
    valeur = json.dumps(donnees, ensure_ascii=False, separators=(",", ":")).encode()
    return [_perdre(replace(p, valeur=valeur), faute)]


def _personnes(noeud: object) -> list[Donnees]:
    """Every identity of a message, in the order in which it is written."""
    if isinstance(noeud, dict):
        ici = [noeud] if "date_naissance" in noeud else []
        return ici + [p for valeur in noeud.values() for p in _personnes(valeur)]
    return [p for valeur in noeud for p in _personnes(valeur)] if isinstance(noeud, list) else []


def _fausser_cle(donnees: Donnees, alea: Alea) -> bool:
    numerotees = [p for p in _personnes(donnees) if p.get("cle")]
    if not numerotees:
        return False
    choisie = alea.choix(numerotees)
    choisie["cle"] = cle_fausse(choisie["matricule"])
    return True


def _naitre_apres(donnees: Donnees, p: Publication) -> bool:
    personnes = _personnes(donnees)
    if not personnes:
        return False
    apres = max(p.survenu_le, p.enregistre_le, p.jour) + timedelta(days=400)
    personnes[0]["date_naissance"] = apres.isoformat()
    for nom in ("matricule", "cle", "type"):
        personnes[0].pop(nom, None)
    personnes[0]["certifie"] = False
    return True


def _foyer(donnees: Donnees) -> list[Donnees]:
    foyers = [donnees[nom] for nom in ("foyer", "foyer_retenu", "mineurs") if donnees.get(nom)]
    return foyers[0] if foyers else []


def _doubler(donnees: Donnees) -> bool:
    foyer = _foyer(donnees)
    foyer.extend(foyer[-1:])
    return bool(foyer)


def _partager_numero(donnees: Donnees) -> bool:
    numerotes = [m["identite"] for m in _foyer(donnees) if m["identite"].get("matricule")]
    if len(numerotes) < 2:
        return False
    numerotes[1]["matricule"], numerotes[1]["cle"] = numerotes[0]["matricule"], numerotes[0]["cle"]
    return True


def _finir_avant(donnees: Donnees) -> bool:
    donnees["debut"], donnees["fin"] = donnees["fin"], donnees["debut"]
    return True


def _autre_demande(donnees: Donnees, alea: Alea) -> bool:
    donnees["numero_demande"] = f"9{alea.entier(0, 10**10 - 1):010d}"
    return True


FAUTES: Mapping[str, Callable[[Publication, Alea], Effet]] = {
    fonction.__name__.replace("_", "-"): fonction
    for fonction in (
        doublon,
        copie,
        retard,
        desordre,
        lot_incomplet,
        coupe,
        type_inconnu,
        version_future,
        cle_nir_fausse,
        date_avant_naissance,
        personne_en_double,
        numero_sur_deux_personnes,
        aps_fin_avant_debut,
        droit_orphelin,
        mineur_oublie,
    )
}
# Drawn by the CNAV itself, line by line.
DE_LIGNE = ("ligne-manquante",)
NOMS = (*FAUTES, *DE_LIGNE)


@dataclass(frozen=True, slots=True)
class Fautes:
    """The rates of each agency, and the spoiling of a publication: one fault at most, drawn from its id."""

    graine: int = 0
    taux: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def appliquer(self, agence: str, p: Publication) -> list[Publication]:
        """The publication, or what a fault makes of it."""
        taux = self.taux.get(agence, {})
        for nom, fonction in FAUTES.items():
            if nom not in taux:
                continue
            alea = Alea(self.graine, "faute", agence, nom, p.id)
            if alea.vrai(taux[nom]):
                effet = fonction(p, alea)
                if effet is not None:
                    return effet
        return [p]

    def de_ligne(self, agence: str, nom: str, *ids: object) -> bool:
        """Whether a fault inside a message strikes there."""
        return Alea(self.graine, "faute", agence, nom, *ids).vrai(self.taux.get(agence, {}).get(nom, 0.0))
