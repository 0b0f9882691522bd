"""What the CNAV says of the ASPA: the monthly exchange (C04)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import Booleen, Contrat, Entier, Jour, MessagePartenaire, Texte, check_first_of_month
from contracts.errors import broken
from contracts.identites import Adresse, Identite
from contracts.personnes import Place, check_nobody_twice, check_one_person_per_number


class LigneAspa(Contrat):
    """One allocataire of the month. A line that is absent is no exit."""

    allocataire: Identite
    """Who receives the ASPA."""
    conjoint: Identite | None = None
    """The partner living with them: in the foyer of the C2S."""
    conjoint_aspa: Booleen
    """True when the partner receives the ASPA too."""
    date_effet: Jour
    """First day of the ASPA; of its end for a SORTANT."""
    mouvement: Literal["ENTRANT", "PRESENT", "SORTANT"]
    """ENTRANT: new this month; PRESENT: nothing changed; SORTANT: no longer."""
    motif_sortie: Texte | None = None
    """Why the ASPA ended."""
    adresse: Adresse | None = None
    """Where the invitation goes (C05)."""

    @model_validator(mode="after")
    def _exit_is_explained(self) -> Self:
        if (self.mouvement == "SORTANT") != (self.motif_sortie is not None):
            raise broken(
                "motif_sortie",
                "An exit has a ground, and only an exit has one: the automatic renewal depends on it (C06).",
                "send motif_sortie with SORTANT, and only then.",
                "motif_sortie",
                self.motif_sortie,
            )
        return self

    @model_validator(mode="after")
    def _couple_is_two(self) -> Self:
        if self.conjoint is not None:
            couple = [("allocataire", self.allocataire), ("conjoint", self.conjoint)]
            check_one_person_per_number(couple)
            check_nobody_twice(couple)
        elif self.conjoint_aspa:
            raise broken(
                "conjoint_absent",
                "A partner who receives the ASPA is a person of the foyer.",
                "send conjoint, or conjoint_aspa false.",
                "conjoint",
            )
        return self


class EchangeMensuel(MessagePartenaire):
    """The monthly exchange, or one lot of it: the ASPA presumes a right to the C2S with participation (C01)."""

    mois: Jour
    """The month that is told, as its 1st day."""
    organisme_payeur: Texte
    """Who pays the ASPA, e.g. CARSAT-NORMANDIE."""
    nb_lignes: Annotated[Entier, Field(ge=0)]
    """How many lines follow: a cut file is seen."""
    lignes: tuple[LigneAspa, ...]
    """The lines."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        check_first_of_month(self.mois, "mois", "A monthly exchange tells one calendar month.")
        if self.nb_lignes != len(self.lignes):
            raise broken(
                "nb_lignes",
                f"The exchange announces {self.nb_lignes} lines and holds {len(self.lignes)}: it was cut, or padded.",
                "send the whole file again.",
                "nb_lignes",
                self.nb_lignes,
            )
        check_one_person_per_number(self._persons())
        return self

    def _persons(self) -> list[Place]:
        persons: list[Place] = []
        for rang, ligne in enumerate(self.lignes):
            persons.append((f"lignes.{rang}.allocataire", ligne.allocataire))
            if ligne.conjoint is not None:
                persons.append((f"lignes.{rang}.conjoint", ligne.conjoint))
        return persons
