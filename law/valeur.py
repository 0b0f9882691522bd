"""A value of the law on a date, frozen, with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Scalaire = int | Decimal | date | bool | str
Table = Mapping[str, Decimal]

#: `source`: read in a text; `derive`: computed by us from one; `lecture`: our reading where the texts are silent.
Etat = Literal["source", "derive", "lecture"]


@dataclass(frozen=True, slots=True)
class Valeur:
    """What a parameter is worth from `depuis` on; typed readings are properties, so that a rule needs no cast."""

    valeur: Scalaire | Table
    depuis: date
    reference: str
    publie_le: date | None
    etat: Etat = "source"
    nom: str = ""

    @property
    def entier(self) -> int:
        """A count of months, days, years, persons."""
        if type(self.valeur) is int:
            return self.valeur
        raise self._autre("a whole number")

    @property
    def montant(self) -> Decimal:
        """An amount or a rate."""
        if type(self.valeur) is Decimal:
            return self.valeur
        raise self._autre("an amount")

    @property
    def jour(self) -> date:
        """A date fixed by the law."""
        if type(self.valeur) is date:
            return self.valeur
        raise self._autre("a date")

    @property
    def vrai(self) -> bool:
        """Whether a provision is in force."""
        if type(self.valeur) is bool:
            return self.valeur
        raise self._autre("a boolean")

    @property
    def texte(self) -> str:
        """A choice between named readings."""
        if type(self.valeur) is str:
            return self.valeur
        raise self._autre("a choice")

    @property
    def table(self) -> Table:
        """Amounts by key: number of persons, lowest age of the bracket."""
        if isinstance(self.valeur, Mapping):
            return self.valeur
        raise self._autre("a table")

    def _autre(self, wanted: str) -> TypeError:
        return TypeError(f"{self.nom} is not {wanted}: {self.valeur!r}")
