"""The rights of a dossier: cases in named phases, each with its grounds."""

from datetime import date
from typing import Literal

import msgspec

from contracts.faits import AnyFait, Personne
from law.valeur import Valeur

Nature = Literal["C2S", "PUMA", "NIA", "AVIS"]


class _Phase(msgspec.Struct, frozen=True, gc=False):
    """Where a case stands, since `jour`: the day on which its grounds were complete."""

    jour: date


class Invitee(_Phase, frozen=True):
    """Invited (B10, C05): the answer is awaited until the end of `echeance`; `rang` counts the invitations."""

    rang: int
    echeance: date


class EnAttente(_Phase, frozen=True):
    """Granted with participation (D20): opens with the adhesion, lapses after `echeance`."""

    echeance: date


class Accordee(_Phase, frozen=True):
    """In force on [debut, fin); `fin` None: without term."""

    debut: date
    fin: date | None


class Opposee(_Phase, frozen=True):
    """The person does not want it (B07)."""


class Refusee(_Phase, frozen=True):
    """Not granted, for `motif`."""

    motif: str


class Eteinte(_Phase, frozen=True):
    """What had been granted or proposed no longer stands, for `motif`; never said of what never was."""

    motif: str


class Due(_Phase, frozen=True):
    """Something to be asked or told once: a NIA, a letter that a rule orders by itself."""


Phase = Invitee | EnAttente | Accordee | Opposee | Refusee | Eteinte | Due


class Fondement(msgspec.Struct, frozen=True, gc=False):
    """The grounds of a case: rule ids, dated parameters, facts."""

    regles: tuple[str, ...]
    faits: tuple[AnyFait, ...]
    parametres: tuple[Valeur, ...] = ()


class Origine(msgspec.Struct, frozen=True, gc=False):
    """Where the founding fact came from, for letters and rates."""

    agence: str
    canal: str
    caisse: str = ""
    adresse: str = ""
    langue: str = "fr"


class Cas(msgspec.Struct, frozen=True, gc=False):
    """One right of one holder under one reference. `modele` names the letter of an AVIS."""

    nature: Nature
    reference: str
    titulaire: Personne
    membres: tuple[Personne, ...]
    phase: Phase
    fondement: Fondement
    origine: Origine
    participation: bool = False
    gestionnaire: str = "CPAM"
    modele: str = ""

    @property
    def cle(self) -> str:
        """What names the case for good: kind of right, reference and, for a person's right, its holder."""
        if self.nature == "C2S":
            return f"C2S|{self.reference}"
        if self.nature == "AVIS":
            return f"AVIS|{self.reference}|{self.modele}"
        return f"{self.nature}|{self.reference}|{self.titulaire.numero}"
