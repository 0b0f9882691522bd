"""RSA messages (CAF and MSA) → facts."""

from agents.intake.communs import Recu, adresse, gestionnaire, membre
from contracts import cnaf
from contracts.faits import AnyFait, DemandeRsa, DroitRsa, ModificationRsa, RejetRsa

SEULS = frozenset({"CELIBATAIRE", "SEPARE", "DIVORCE", "VEUF"})


def demande(recu: Recu, message: cnaf.Demande) -> list[AnyFait]:
    """The demande with its foyer and its wish."""
    return [
        DemandeRsa(
            **recu.entete(_demande(message, message.numero_demande)),
            canal="TELESERVICE" if message.canal == "TELESERVICE" else "PAPIER",
            depot_le=message.date_depot,
            c2s=message.c2s,
            foyer=tuple(membre(m) for m in message.foyer),
            gestionnaire=gestionnaire(message.gestionnaire),
            adresse=adresse(message.adresse),
            seul=message.situation_familiale in SEULS,
        )
    ]


def droit_ouvert(recu: Recu, message: cnaf.DroitOuvert) -> list[AnyFait]:
    """The right, which names the demande and the allocataire."""
    return [
        DroitRsa(
            **recu.entete(_demande(message, message.numero_demande)),
            allocataire=_allocataire(message, message.numero_allocataire),
            decision_le=message.date_decision,
            effet_le=message.date_effet,
            retenus=tuple(membre(m) for m in message.foyer_retenu),
            hors_rsa=tuple(membre(m) for m in message.enfants_hors_rsa),
        )
    ]


def droit_modifie(recu: Recu, message: cnaf.DroitModifie) -> list[AnyFait]:
    """A movement on the right of an allocataire."""
    reference = _allocataire(message, message.numero_allocataire)
    entete = recu.entete(reference)
    return [ModificationRsa(**entete, mouvement=message.mouvement, effet_le=message.date_effet, motif=message.motif)]


def rejet(recu: Recu, message: cnaf.Rejet) -> list[AnyFait]:
    """The RSA was refused."""
    reference = _demande(message, message.numero_demande)
    return [RejetRsa(**recu.entete(reference), decision_le=message.date_decision, motif=message.motif)]


def _demande(message: cnaf.Demande | cnaf.DroitOuvert | cnaf.Rejet, numero: str) -> str:
    return f"rsa:{message.payeur}-{message.code_organisme}:{numero}"


def _allocataire(message: cnaf.DroitOuvert | cnaf.DroitModifie, numero: str) -> str:
    return f"allocataire:{message.payeur}-{message.code_organisme}:{numero}"
