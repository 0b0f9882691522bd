"""What is wrong with a law folder: where it is, and how to mend it."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple


class Lieu(NamedTuple):
    """A place in a law file; lines count from 1."""

    fichier: Path
    ligne: int = 1

    def __str__(self) -> str:
        return f"{self.fichier}:{self.ligne}"


class LoiInvalide(Exception):
    """A law folder that cannot be used: a misconfiguration, hence a refusal to start."""

    def __init__(self, lieu: Lieu | None, probleme: str, remede: str) -> None:
        where = f"{lieu}: " if lieu else ""
        super().__init__(f"{where}{probleme}\n  fix: {remede}")
        self.lieu = lieu
        self.probleme = probleme
        self.remede = remede


class LoiIncomplete(LoiInvalide):
    """A parameter has no value on a date on which the law is asked."""


class ParametreInconnu(LoiInvalide):
    """No file gives that parameter."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """` (did you mean …?)`, or nothing when no known word comes near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
