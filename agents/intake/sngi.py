"""SNGI messages → facts on who is who."""

from agents.intake.communs import Recu, personne
from contracts import sngi
from contracts.faits import AnyFait, Certification, NiaAttribue, Rapprochement


def nia_attribue(recu: Recu, message: sngi.NiaAttribue) -> list[AnyFait]:
    """A NIA for the person of one of our requests (`reference/person`)."""
    reference = message.ref_demande.rsplit("/", 1)[0]
    qui = personne(message.identite)
    return [NiaAttribue(**recu.entete(reference), personne=qui, type_nia=message.type_nia, cree_le=message.cree_le)]


def certification(recu: Recu, message: sngi.Certification) -> list[AnyFait]:
    """A NIA became a NIR, or was rejected."""
    entete = recu.entete(f"sngi:{recu.noeuds.de(f'm:{message.nia}')}")
    return [Certification(**entete, nia=message.nia, issue=message.issue, nir=message.nir or "")]


def rapprochement(recu: Recu, message: sngi.Rapprochement) -> list[AnyFait]:
    """Several numbers are one person's, or no longer are."""
    return [
        Rapprochement(
            **recu.entete(f"sngi:{recu.noeuds.de(f'm:{message.conserve}')}"),
            mouvement=message.mouvement,
            conserve=message.conserve,
            absorbes=message.absorbes,
            effet_le=message.effet_le,
        )
    ]
