"""What is said of French people repatriated from Ukraine or Russia (F05)."""

from typing import Self

from pydantic import model_validator

from contracts.base import Jour, MessagePartenaire
from contracts.identites import Adresse, Identite, Pays
from contracts.personnes import Place, check_born_by, check_foyer


class Arrivee(MessagePartenaire):
    """A repatriate arrived, with or without a spouse: PUMa opens on arrival, with no waiting period (F05, F06)."""

    identite: Identite
    """The repatriate, of French nationality."""
    conjoint: Identite | None = None
    """The spouse, of any nationality."""
    arrivee_le: Jour
    """Day of arrival in France: PUMa opens on it."""
    pays: Pays
    """INSEE code of the country they come from: 99155 Ukraine, 99123 Russia."""
    adresse: Adresse | None = None
    """Where letters go."""

    @model_validator(mode="after")
    def _persons_hold(self) -> Self:
        persons: list[Place] = [("identite", self.identite)]
        if self.conjoint is not None:
            persons.append(("conjoint", self.conjoint))
        check_foyer(persons)
        check_born_by(self.arrivee_le, "arrivee_le", persons)
        return self
