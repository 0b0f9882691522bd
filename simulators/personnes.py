"""Who lives in the simulated country: persons, their links, their foyers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.identites import Lien
from simulators.lieux import FRANCE

Sexe = Literal["M", "F"]
Charge = Literal["FISCALE", "MEME_TOIT", "PENSION"]
SEXES: tuple[Sexe, Sexe] = ("M", "F")


@dataclass(frozen=True, slots=True)
class Personne:
    """Someone; `nir` is the number she has at the start, `nia` and `nir_futur` those that she may be given."""

    id: str
    nom: str
    prenoms: tuple[str, ...]
    sexe: Sexe
    naissance: date
    lieu: str | None = None
    pays: str = FRANCE
    nationalite: str = FRANCE
    nom_usage: str | None = None
    nir: str | None = None
    nia: str | None = None
    nir_futur: str | None = None
    agdref: str | None = None

    def age(self, jour: date) -> int:
        """Whole years on that day."""
        avant = (jour.month, jour.day) < (self.naissance.month, self.naissance.day)
        return jour.year - self.naissance.year - avant


@dataclass(frozen=True, slots=True)
class Membre:
    """A person in a foyer, as she would describe herself: link to the claimant, ground of the dependency, caisse."""

    personne: Personne
    lien: Lien
    caisse: str
    depuis: date
    charge: Charge | None = None
    imposition_commune: bool | None = None
    residence_alternee: bool = False


@dataclass(frozen=True, slots=True)
class Adresse:
    """A postal address."""

    voie: str
    code_postal: str
    commune: str
    cog: str


@dataclass(frozen=True, slots=True)
class Foyer:
    """People under one roof; the first member is the one who asks."""

    id: str
    departement: str
    adresse: Adresse
    membres: tuple[Membre, ...]
    langue: str = "fr"
    agricole: bool = False

    @property
    def demandeur(self) -> Personne:
        """The one who asks."""
        return self.membres[0].personne

    @property
    def conjoint(self) -> Personne | None:
        """The spouse or partner, if there is one."""
        return next((m.personne for m in self.membres[1:] if m.lien in {"CONJOINT", "PACS", "CONCUBIN"}), None)
