"""Arrivals of repatriates, adhesions, and the stock of rights → facts."""

from agents.intake.communs import Recu, personne
from contracts import cnam, organismes, rapatriement
from contracts.faits import Adhesion, AnyFait, Arrivee, Reprise


def arrivee(recu: Recu, message: rapatriement.Arrivee) -> list[AnyFait]:
    """A repatriate, with a spouse or not."""
    qui = personne(message.identite)
    conjoint = personne(message.conjoint) if message.conjoint else None
    entete = recu.entete(f"rapatriement:{recu.noeuds.personne(qui)}:{message.arrivee_le}")
    return [Arrivee(**entete, personne=qui, arrivee_le=message.arrivee_le, conjoint=conjoint)]


def adhesion(recu: Recu, message: organismes.Adhesion) -> list[AnyFait]:
    """An adhesion form that came back."""
    if message.recu_le is None:
        return []
    return [Adhesion(**recu.entete(message.numero_c2s), recue_le=message.recu_le, complet=message.complet)]


def reprise(recu: Recu, message: cnam.Reprise) -> list[AnyFait]:
    """Rights already in force."""
    qui = personne(message.titulaire)
    return [
        Reprise(
            **recu.entete(f"reprise:{recu.noeuds.personne(qui)}"),
            titulaire=qui,
            membres=tuple(personne(m.identite) for m in message.membres),
            puma_depuis=message.puma_depuis,
            c2s_debut=message.c2s.debut if message.c2s else None,
            c2s_fin=message.c2s.fin if message.c2s else None,
            participation=message.c2s.participation if message.c2s else False,
        )
    ]
