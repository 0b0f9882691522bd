"""APS messages of the préfectures → facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from agents.intake.communs import Recu, adresse, personne
from contracts import prefecture
from contracts.faits import AnyFait, ApsDelivree, MouvementAps, Personne
from contracts.identites import Identite


def delivree(recu: Recu, message: prefecture.ApsDelivree) -> list[AnyFait]:
    """An APS, by the feed or at the desk; another residence permit founds nothing here."""
    if not message.protection_temporaire:
        return []
    return [
        ApsDelivree(
            **recu.entete(f"aps:{message.numero_aps}"),
            titulaire=personne(message.titulaire, message.agdref),
            debut=message.debut,
            fin=message.fin,
            delivree_le=message.delivree_le,
            mineurs=_mineurs(message.mineurs),
            entree=message.entree_france,
            conjoint_agdref=message.conjoint_agdref or "",
            adresse=adresse(message.adresse),
            langue=message.langue,
        )
    ]


def mouvement(recu: Recu, message: prefecture.ApsMouvement) -> list[AnyFait]:
    """A renewal, an end, a rectification, a withdrawal."""
    champs: dict[str, Any] = {champ.nom: champ.apres for champ in message.champs}
    titulaire, mineurs = champs.get("titulaire"), champs.get("mineurs")
    return [
        MouvementAps(
            **recu.entete(f"aps:{message.numero_aps}"),
            mouvement=message.mouvement,
            debut=_jour(champs.get("debut")) or message.debut,
            fin=_jour(champs.get("fin")) or message.fin,
            precedent=f"aps:{message.precedent}" if message.precedent else "",
            titulaire=personne(titulaire, champs.get("agdref")) if isinstance(titulaire, Identite) else None,
            mineurs=None if mineurs is None else _mineurs(mineurs),
        )
    ]


def _jour(valeur: object) -> date | None:
    return valeur if isinstance(valeur, date) else None


def _mineurs(mineurs: Iterable[prefecture.Mineur]) -> tuple[Personne, ...]:
    return tuple(personne(m.identite, m.agdref) for m in mineurs)
