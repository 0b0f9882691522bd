"""Short words for rule tests: facts to be given, and the rights that must follow on a day."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, cast

from agents.dossier.fold import fold
from agents.dossier.vue import Horizon
from contracts import faits as f
from law.loader import Loi, load

RSA = "rsa:CAF-751:00000000001"
COMPTE = "allocataire:CAF-751:0000001"
NOEUD = "0123456789abcdef0123456789abcdef"
ASPA = f"aspa:{NOEUD}:2022-03-01"
APS = "aps:APS-75-202203-000001"


@cache
def loi() -> Loi:
    """The law of the package."""
    return load()


def jour(texte: str) -> date:
    """`2022-02-10`, or `10/02` for a day of 2022."""
    if "/" in texte:
        return date(2022, int(texte[3:]), int(texte[:2]))
    return date.fromisoformat(texte)


def personne(prenom: str, naissance: str = "1985-05-05", matricule: str = "", agdref: str = "") -> f.Personne:
    """Someone, named by a first name."""
    return f.Personne(f"civil-{prenom}", "Martin", prenom, jour(naissance), "F", matricule, agdref)


ANNA = personne("Anna", matricule="2850575111001")
PAUL = personne("Paul", "1983-01-02", "1830175111002")
LEA = personne("Lea", "2012-09-09", "2120975111003")
OLENA = personne("Olena", "1990-08-01", agdref="0000000001")
DANYLO = personne("Danylo", "2015-06-01", agdref="0000000002")


def membre(qui: f.Personne, lien: str = "DEMANDEUR", charge: str = "") -> f.Membre:
    """Someone's place in a foyer."""
    return f.Membre(qui, lien, charge, "751")


FAMILLE = (membre(ANNA), membre(PAUL, "CONJOINT"), membre(LEA, "ENFANT", "FISCALE"))


def _tete(ident: str, reference: str, recu: str, survenu: str | None = None) -> dict[str, Any]:
    le = jour(survenu or recu)
    return {"id": ident, "reference": reference, "survenu_le": le, "enregistre_le": le, "recu_le": jour(recu)}


def demande(recu: str = "10/02", **champs: Any) -> f.DemandeRsa:
    """A demande of RSA by téléservice, silent on the C2S, by Anna alone."""
    tete = _tete(champs.pop("id", "demande"), champs.pop("reference", RSA), recu)
    valeurs: dict[str, Any] = {
        "canal": "TELESERVICE",
        "depot_le": jour(recu),
        "c2s": "NON_EXPRIMEE",
        "foyer": (membre(ANNA),),
    }
    return f.DemandeRsa(**tete, **(valeurs | champs))


def droit(recu: str = "20/02", **champs: Any) -> f.DroitRsa:
    """The RSA opens for Anna."""
    tete = _tete(champs.pop("id", "droit"), champs.pop("reference", RSA), recu)
    effet = jour(recu).replace(day=1)
    valeurs: dict[str, Any] = {
        "allocataire": COMPTE,
        "decision_le": jour(recu),
        "effet_le": effet,
        "retenus": (membre(ANNA),),
    }
    return f.DroitRsa(**tete, **(valeurs | champs))


def rejet(recu: str, reference: str = RSA) -> f.RejetRsa:
    """The RSA is refused."""
    return f.RejetRsa(**_tete("rejet", reference, recu), decision_le=jour(recu))


def annulation_rsa(recu: str, mouvement: str = "ANNULE") -> f.ModificationRsa:
    """The RSA of the allocataire is cancelled (or otherwise moved)."""
    return f.ModificationRsa(**_tete(f"mouvement-{mouvement}", COMPTE, recu), mouvement=mouvement, effet_le=jour(recu))


def reponse(recu: str, reference: str = RSA, **champs: Any) -> f.Reponse:
    """An answer to an invitation, with the foyer."""
    valeurs: dict[str, Any] = {"foyer": (membre(ANNA),)}
    return f.Reponse(**_tete(champs.pop("id", "reponse"), reference, recu), **(valeurs | champs))


def opposition(recu: str, acte: str = "OPPOSITION", reference: str = RSA, exprimee: str | None = None) -> f.Opposition:
    """An opposition by letter, or its withdrawal."""
    return f.Opposition(**_tete(f"{acte}-{recu}", reference, recu), acte=acte, exprimee_le=jour(exprimee or recu))


def formulaire(recu: str, porteur: f.Personne = ANNA, **champs: Any) -> f.Piece:
    """A S3711."""
    tete = _tete(champs.pop("id", "s3711"), f"formulaire:{NOEUD}:{jour(recu)}", recu)
    return f.Piece(**tete, type_piece="S3711", porteur=porteur, complete=True, **champs)


def piece(
    recu: str, type_piece: str, enfant: f.Personne, porteur: f.Personne = OLENA, complete: bool = True
) -> f.Piece:
    """A document that a parent brings for a child."""
    tete = _tete(f"{type_piece}-{recu}", f"piece:{NOEUD}", recu)
    return f.Piece(**tete, type_piece=type_piece, porteur=porteur, complete=complete, enfant=enfant)


def ligne(recu: str = "05/04", **champs: Any) -> f.LigneAspa:
    """A line of the monthly exchange: Anna, born in 1950, receives the ASPA since March."""
    tete = _tete(champs.pop("id", "ligne"), champs.pop("reference", ASPA), recu)
    valeurs: dict[str, Any] = {"allocataire": VIEILLE, "effet_le": date(2022, 3, 1)}
    return f.LigneAspa(**tete, **(valeurs | champs))


VIEILLE = personne("Jeanne", "1950-03-04", "2500375111004")
MARI = personne("Henri", "1956-03-04", "1560375111005")


def adhesion(recu: str, reference: str = ASPA, recue: str | None = None) -> f.Adhesion:
    """The adhesion form comes back, complete."""
    return f.Adhesion(**_tete("adhesion", reference, recu), recue_le=jour(recue or recu), complet=True)


def aps(recu: str = "15/03", **champs: Any) -> f.ApsDelivree:
    """An APS for Olena, from 12 March."""
    tete = _tete(champs.pop("id", "aps"), champs.pop("reference", APS), recu)
    valeurs: dict[str, Any] = {
        "titulaire": OLENA,
        "debut": date(2022, 3, 12),
        "fin": date(2022, 9, 11),
        "delivree_le": date(2022, 3, 12),
    }
    return f.ApsDelivree(**tete, **(valeurs | champs))


def mouvement_aps(recu: str, mouvement: str, **champs: Any) -> f.MouvementAps:
    """A movement on Olena's APS."""
    return f.MouvementAps(**_tete(f"aps-{mouvement}", APS, recu), mouvement=mouvement, **champs)


def arrivee(recu: str, le: str, conjoint: f.Personne | None = None) -> f.Arrivee:
    """Paul is repatriated."""
    reference = f"rapatriement:{NOEUD}:{jour(le)}"
    return f.Arrivee(**_tete("arrivee", reference, recu, le), personne=PAUL, arrivee_le=jour(le), conjoint=conjoint)


def reprise(*membres: f.Personne, c2s: tuple[str, str] | None = None) -> f.Reprise:
    """Anna (and others) have PUMa for long, and perhaps a C2S."""
    dates = [jour(c2s[0]), jour(c2s[1])] if c2s else [None, None]
    tete = _tete("reprise", f"reprise:{NOEUD}", "2022-01-01")
    return f.Reprise(
        **tete, titulaire=ANNA, membres=membres, puma_depuis=date(2010, 1, 1), c2s_debut=dates[0], c2s_fin=dates[1]
    )


def droits(faits: Iterable[f.Fait], le: str = "30/06", retard: tuple[str, ...] = ()) -> dict[str, Any]:
    """The cases (Cas) at the end of that day, by key; untyped, as each test knows the phase that it asks of."""
    cas, _ = fold(cast("tuple[f.AnyFait, ...]", tuple(faits)), Horizon(jour(le), retard), loi())
    return {c.cle: c for c in cas}


def c2s(faits: Iterable[f.Fait], le: str = "30/06", reference: str = RSA) -> Any:
    """The phase of the C2S founded on a reference, at the end of that day; None: no case."""
    cas = droits(faits, le).get(f"C2S|{reference}")
    return cas.phase if cas else None
