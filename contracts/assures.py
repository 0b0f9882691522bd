"""What insured people send: an answer to an invitation, an opposition, a document."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import Booleen, Contrat, Entier, Jour, MessagePartenaire, Reference
from contracts.errors import broken
from contracts.identites import Agdref, Gestionnaire, Identite, Membre
from contracts.personnes import (
    Place,
    check_born_by,
    check_foyer,
    check_one_claimant,
    check_one_person_per_number,
    places,
)
from contracts.prefecture import NumeroAps

Canal = Literal["COURRIER", "COMPTE_AMELI", "GUICHET", "EMAIL", "TELEPHONE", "BORNE", "FRANCE_SERVICES"]
PieceJointe = Literal["IDENTITE", "ETAT_CIVIL", "TITRE_SEJOUR", "RIB", "AVIS_IMPOSITION", "S3711", "AUTRE"]


class Activite(Contrat):
    """Whether a member worked in the three civil months before the C2S demande (P03)."""

    membre: Annotated[Entier, Field(ge=0)]
    """Rank of the member in foyer, from 0; 0 is the person who answers when foyer is empty."""
    oui_non: Booleen
    """True: worked, salaried or self-employed."""


class ReponseInvitation(MessagePartenaire):
    """The answer to an invitation: the foyer and the manager that were missing (B11, C05)."""

    id_invitation: Reference
    """The invitation that it answers: the reference of the right and the rank, as in `rsa:CAF-751:00012345678#1`."""
    recue_le: Jour
    """Day on which the caisse received it."""
    canal: Canal
    """How it came."""
    foyer: tuple[Membre, ...]
    """The foyer of the C2S, the person who answers as DEMANDEUR; empty: not told."""
    gestionnaire: Gestionnaire | None = None
    """Who shall manage the C2S (B08); absent: not chosen."""
    activite_3_mois: tuple[Activite, ...] = ()
    """Activity of each adult: the presumption of the ASPA falls with it (C02, P03)."""
    pieces: tuple[PieceJointe, ...] = ()
    """Documents joined."""
    signee: Booleen
    """False: the answer is not one yet."""

    @model_validator(mode="after")
    def _foyer_holds(self) -> Self:
        persons = places("foyer", self.foyer)
        check_foyer(persons)
        check_one_claimant("foyer", self.foyer)
        check_born_by(self.recue_le, "recue_le", persons)
        return self

    @model_validator(mode="after")
    def _activity_is_of_members(self) -> Self:
        ranks = [activite.membre for activite in self.activite_3_mois]
        for place, rank in enumerate(ranks):
            if rank >= max(1, len(self.foyer)) or rank in ranks[:place]:
                raise broken(
                    "membre_inconnu",
                    "The activity test is passed once by each member of the foyer (P03).",
                    "send the rank of a member of foyer, from 0, once each.",
                    f"activite_3_mois.{place}.membre",
                    rank,
                )
        return self


class Opposition(MessagePartenaire):
    """The person expressly opposes the C2S, or takes the opposition back (B07); it holds for one demande."""

    ref_demande_ou_invitation: Reference
    """The demande or the invitation that it answers."""
    acte: Literal["OPPOSITION", "RETRAIT"]
    """OPPOSITION: no right, no reminder; RETRAIT: the opposition is withdrawn."""
    canal: Canal
    """How it came."""
    exprimee_le: Jour
    """Day on which it was expressed."""


class Piece(MessagePartenaire):
    """A document reached the caisse: an APS at the desk, the attachment of a child, a C2S form, an identity paper."""

    type: Literal["APS", "S3705", "S3711", "ETAT_CIVIL", "IDENTITE"]
    """S3705: attachment of a minor (E14, F04); S3711: demande of C2S (D17); APS: shown at a desk (F03)."""
    porteur: Identite
    """Who brought it."""
    agdref: Agdref | None = None
    """AGDREF number of who brought it: joins a person without NIR to their APS."""
    numero_aps: NumeroAps | None = None
    """Number of the APS that was shown."""
    enfant: Identite | None = None
    """The child that the document is about."""
    parents: Annotated[tuple[Identite, ...], Field(max_length=2)] = ()
    """The one or two parents to attach the child to."""
    recue_le: Jour
    """Day on which the caisse received it."""
    complete: Booleen
    """False: something is missing, nothing follows yet."""
    gestionnaire: Gestionnaire | None = None
    """With a S3711: who shall manage the C2S (B08)."""
    foyer: tuple[Membre, ...] = ()
    """With a S3711: the foyer of the C2S, the claimant among it (P08)."""

    @model_validator(mode="after")
    def _attachment_names_the_family(self) -> Self:
        if self.type == "S3705" and self.complete and (self.enfant is None or not self.parents):
            raise broken(
                "rattachement",
                "A S3705 attaches a minor to one or two parents (E14).",
                "send enfant and one or two parents; or complete false while one of them is missing.",
                "enfant" if self.enfant is None else "parents",
            )
        return self

    @model_validator(mode="after")
    def _foyer_holds(self) -> Self:
        check_foyer(places("foyer", self.foyer))
        check_one_claimant("foyer", self.foyer)
        persons = self._persons()
        check_one_person_per_number(persons)
        check_born_by(self.recue_le, "recue_le", persons)
        return self

    def _persons(self) -> list[Place]:
        persons: list[Place] = [("porteur", self.porteur), *places("foyer", self.foyer)]
        if self.enfant is not None:
            persons.append(("enfant", self.enfant))
        return persons + [(f"parents.{rang}", parent) for rang, parent in enumerate(self.parents)]
