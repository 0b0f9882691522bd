"""What was told to the CPAM, and when: the first useful day of each thing; and what faults made unheard."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from simulators.publication import Publication


@dataclass(slots=True)
class Recus:
    """An index of publications by what they tell."""

    debut: date
    fin: date
    _jours: dict[str, list[date]] = field(default_factory=dict)
    _perdus: dict[str, tuple[str, date]] = field(default_factory=dict)

    def noter(self, publications: Iterable[Publication]) -> None:
        """Take in publications; those of another period are never heard."""
        for p in publications:
            if not self.debut <= p.jour <= self.fin:
                continue
            for sujet in p.sujets:
                self._jours.setdefault(sujet, []).append(p.jour)
            for sujet in p.perdus:
                self._perdus.setdefault(sujet, (p.faute or "", p.jour))

    def tous(self, sujet: str) -> list[date]:
        """The days on which this was usefully told; if a fault spoilt it for good, the day on which it would have been.

        People have the rights that their lives give them: what a feed loses is missing from what is decided alone.
        """
        if sujet in self._jours:
            return self._jours[sujet]
        return [self._perdus[sujet][1]] if sujet in self._perdus else []

    def premier(self, *sujets: str) -> date | None:
        """The first day on which one of these was usefully told."""
        return min((jour for sujet in sujets for jour in self.tous(sujet)), default=None)

    def inaudibles(self) -> dict[str, str]:
        """What was never usefully told, with the fault that spoilt it."""
        return {sujet: faute for sujet, (faute, _) in self._perdus.items() if sujet not in self._jours}
