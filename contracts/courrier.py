"""What the CNAM sends after a decision: letters to people, demandes to the SNGI."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import Contrat, Jour, Reference, Texte
from contracts.cnam import Regle
from contracts.errors import broken
from contracts.identites import Adresse, Agdref, Pays
from contracts.sngi import PieceIdentite, TypeNia


class Destinataire(Contrat):
    """Who the notification is written to."""

    nom: Texte
    """Name."""
    prenom: Texte
    """First name."""
    adresse: Adresse | str | None = None
    """Where it goes, when known."""


class Notification(Contrat):
    """A letter, an SMS or an e-mail. It rests on a decision, or on a rule that orders it by itself (F11, G21)."""

    id_decision: Reference | None = None
    """The decision that it tells."""
    reference: Reference
    """Reference of the right it speaks of."""
    modele: Texte
    """Name of the template."""
    regle: Regle | None = None
    """The rule that orders it, when there is no decision."""
    canal: Literal["COURRIER", "SMS", "EMAIL"]
    """How it is sent."""
    langue: Literal["fr", "uk"]
    """French or Ukrainian."""
    destinataire: Destinataire
    """To whom."""
    id_invitation: Reference | None = None
    """What an answer must quote, when an answer is expected."""
    objet: Texte
    """Subject line."""
    texte: Annotated[str, Field(min_length=1)]
    """The text."""
    jour: Jour
    """Day of sending."""

    @model_validator(mode="after")
    def _has_a_ground(self) -> Self:
        if self.id_decision is None and self.regle is None:
            raise broken(
                "notification_sans_fondement",
                "Nobody is written to without a decision, or a rule that orders the letter.",
                "send id_decision or regle.",
                "id_decision",
            )
        return self


class EtatCivilDemande(Contrat):
    """The civil status under which a number is asked for."""

    nom: Texte
    """Name at birth."""
    prenom: Texte
    """First name."""
    sexe: Literal["M", "F"]
    """Sex in the civil status."""
    date_naissance: Jour
    """Day of birth."""
    cog_pays: Pays | None = None
    """INSEE code of the country of birth."""
    nationalite: Pays | None = None
    """INSEE code of the country of nationality."""


class DemandeNia(Contrat):
    """A demande of NIA to the SNGI, for a person it never identified (G18)."""

    ref_demande: Reference
    """Reference that the answer repeats."""
    motif: Texte
    """Why, e.g. APS (F20)."""
    type_nia: TypeNia
    """STD, or FMT for a displaced person (F21)."""
    identite: EtatCivilDemande
    """For whom."""
    agdref: Agdref | None = None
    """AGDREF number, when there is one."""
    pieces: tuple[PieceIdentite, ...] = ()
    """Documents held (G20)."""
