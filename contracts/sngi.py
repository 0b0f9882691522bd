"""What the SNGI and SANDIA say of identities: a NIA, its certification, two numbers of one person (G12, G16)."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from contracts.base import Booleen, Contrat, Jour, MessagePartenaire, Reference, Texte
from contracts.errors import broken, mask_number
from contracts.identites import Identite, Matricule, check_matricule

Numero = Annotated[Matricule, AfterValidator(check_matricule)]
TypeNia = Literal["STD", "FMT"]
PieceIdentite = Literal["APS", "IDENTITE", "ETAT_CIVIL"]


class NiaAttribue(MessagePartenaire):
    """The SNGI attributed a NIA to a person it had never identified (G18)."""

    ref_demande: Reference
    """The demande that it answers."""
    identite: Identite
    """The person with their NIA: rights may be served under it (G10)."""
    type_nia: TypeNia
    """STD: reminders at 3, 6 and 9 months (G21-G23); FMT: force majeure, up to 27 months (F21, G25)."""
    cree_le: Jour
    """Day of creation: the delays count from it."""
    createur: Texte
    """Body that asked for it and completes the file (G13)."""
    pieces: tuple[PieceIdentite, ...] = ()
    """Documents held; two are needed in the end (G11), one is enough to begin (G20)."""
    doublon_possible: Booleen
    """True when the SNGI suspects that the person already has a number."""

    @model_validator(mode="after")
    def _is_a_nia(self) -> Self:
        if self.identite.type != "NIA" or self.identite.certifie:
            raise broken(
                "nia_attendu",
                "What the SNGI attributes here is a NIA, which waits for certification (G05, G16).",
                "send identite with a matricule, type NIA and certifie false.",
                "identite.type",
                self.identite.type,
            )
        return self


class Ecart(Contrat):
    """A difference between the civil status that was declared and the certified one."""

    champ: Texte
    """Field of the identity."""
    declare: Texte | None = None
    """What was declared."""
    certifie: Texte | None = None
    """What SANDIA certifies."""


class Certification(MessagePartenaire):
    """SANDIA certified a NIA, which becomes a NIR everywhere (G16), or refused to (G19)."""

    nia: Numero
    """The NIA concerned."""
    issue: Literal["CERTIFIE", "REJETE"]
    """CERTIFIE gives the NIR; REJETE ends the rights (G19)."""
    nir: Numero | None = None
    """The NIR that takes its place."""
    identite_certifiee: Identite | None = None
    """The certified civil status."""
    ecarts: tuple[Ecart, ...] = ()
    """What it changes."""
    motif: Texte | None = None
    """Why it was refused."""

    @model_validator(mode="after")
    def _issue_is_complete(self) -> Self:
        certified = self.issue == "CERTIFIE"
        if certified != (self.nir is not None) or certified == (self.motif is not None):
            raise broken(
                "issue",
                "A certification ends with a NIR (G06); a rejection with a ground (G19).",
                "send nir with CERTIFIE, motif with REJETE, and not the other.",
                "nir" if certified else "motif",
            )
        return self

    @model_validator(mode="after")
    def _identity_is_the_nir_s(self) -> Self:
        identite = self.identite_certifiee
        if identite is not None and (identite.matricule != self.nir or not identite.certifie or identite.type != "NIR"):
            raise broken(
                "identite_certifiee",
                "The certified identity is the one behind the new NIR (G02).",
                "send identite_certifiee with that NIR, type NIR and certifie true.",
                "identite_certifiee.matricule",
                mask_number(identite.matricule or ""),
            )
        return self


class Rapprochement(MessagePartenaire):
    """Several numbers were found to be one person's, or no longer (G01)."""

    mouvement: Literal["FUSION", "DEFUSION"]
    """FUSION: they are one person; DEFUSION: an earlier fusion was wrong."""
    conserve: Numero
    """The number that stays."""
    absorbes: Annotated[tuple[Numero, ...], Field(min_length=1)]
    """The numbers that now mean the same person."""
    effet_le: Jour
    """From which day."""

    @model_validator(mode="after")
    def _numbers_differ(self) -> Self:
        numbers = (self.conserve, *self.absorbes)
        if len(set(numbers)) != len(numbers):
            raise broken(
                "absorbes",
                "A fusion joins different numbers; one of them is named twice.",
                "send conserve once, and each absorbed number once.",
                "absorbes",
                mask_number(self.conserve),
            )
        return self
