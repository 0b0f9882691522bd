"""Random streams: one per (seed, purpose, ids), the same on every machine, in whatever order they are drawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_ECHELLE = float(1 << 53)


class Alea:
    """An endless stream of draws named by its ids; drawing from one never moves another."""

    __slots__ = ("_cle", "_mots")

    def __init__(self, graine: int, *ids: object) -> None:
        nom = "\x1f".join((str(graine), *map(str, ids)))
        self._cle = blake2b(nom.encode(), digest_size=32).digest()
        self._mots = self._flux()

    def _flux(self) -> Iterator[int]:
        bloc = 0
        while True:
            octets = blake2b(bloc.to_bytes(8, "big"), key=self._cle, digest_size=64).digest()
            for i in range(0, 64, 8):
                yield int.from_bytes(octets[i : i + 8], "big")
            bloc += 1

    def unite(self) -> float:
        """A float in [0, 1)."""
        return (next(self._mots) >> 11) / _ECHELLE

    def entier(self, bas: int, haut: int) -> int:
        """An integer in [bas, haut], both included."""
        return bas + next(self._mots) % (haut - bas + 1)

    def vrai(self, probabilite: float) -> bool:
        """True with the given probability; always draws, so a rate of 0 or 1 shifts nothing."""
        return self.unite() < probabilite

    def choix(self, suite: Sequence[T]) -> T:
        """One element of a sequence."""
        return suite[next(self._mots) % len(suite)]

    def pondere(self, poids: Mapping[T, float]) -> T:
        """One key of a mapping, by its weight."""
        reste = self.unite() * sum(poids.values())
        for valeur, part in poids.items():
            reste -= part
            if reste < 0:
                return valeur
        return next(reversed(list(poids)))

    def jour(self, debut: date, fin: date) -> date:
        """A day in [debut, fin], both included."""
        return debut + timedelta(days=self.entier(0, (fin - debut).days))
