"""What insured people send → facts under the reference that they answer."""

from agents.intake.communs import Recu, gestionnaire, membre, personne
from contracts import assures
from contracts.faits import AnyFait, Opposition, Piece, Reponse


def reponse(recu: Recu, message: assures.ReponseInvitation) -> list[AnyFait]:
    """An answer attaches to the reference of the invitation, even of one that was taken back since."""
    foyer = tuple(membre(m) for m in message.foyer)
    activite = tuple((foyer[a.membre].personne.numero if foyer else "", a.oui_non) for a in message.activite_3_mois)
    return [
        Reponse(
            **recu.entete(_sans_rang(message.id_invitation)),
            foyer=foyer,
            gestionnaire=gestionnaire(message.gestionnaire),
            activite=activite,
            signee=message.signee,
        )
    ]


def opposition(recu: Recu, message: assures.Opposition) -> list[AnyFait]:
    """An opposition, or its withdrawal."""
    entete = recu.entete(_sans_rang(message.ref_demande_ou_invitation))
    return [Opposition(**entete, acte=message.acte, exprimee_le=message.exprimee_le)]


def piece(recu: Recu, message: assures.Piece) -> list[AnyFait]:
    """A document; the S3711 is a demande of C2S of its own."""
    porteur = personne(message.porteur, message.agdref)
    noeud = recu.noeuds.personne(porteur)
    demande = message.type == "S3711"
    reference = f"formulaire:{noeud}:{message.recue_le}" if demande else f"piece:{noeud}"
    return [
        Piece(
            **recu.entete(reference),
            type_piece=message.type,
            porteur=porteur,
            complete=message.complete,
            enfant=personne(message.enfant) if message.enfant else None,
            gestionnaire=gestionnaire(message.gestionnaire),
            foyer=tuple(membre(m) for m in message.foyer),
        )
    ]


def _sans_rang(invitation: str) -> str:
    return invitation.split("#", 1)[0]
