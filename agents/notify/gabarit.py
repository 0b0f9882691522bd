"""A template made ready: a subject and a text with named gaps, cut up so that filling them is one join."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_GAP = re.compile(r"\$([a-z_]+)")
_FRAGMENT = re.compile(r"^@([a-z]+)$", re.MULTILINE)
_SUBJECT = re.compile(r"\A\w+ ?: (.+)\n\n")


class Coupe(NamedTuple):
    """A text cut at its gaps: literal pieces, each but the last one followed by the gap of that name."""

    morceaux: tuple[str, ...]
    noms: tuple[str, ...]

    def remplir(self, champs: Mapping[str, str]) -> str:
        """The text with its gaps filled; a missing field raises KeyError."""
        if not self.noms:
            return self.morceaux[0]
        filled = [""] * (2 * len(self.noms) + 1)
        filled[::2] = self.morceaux
        filled[1::2] = [champs[nom] for nom in self.noms]
        return "".join(filled)


class Gabarit(NamedTuple):
    """Subject and text, and the names of their gaps."""

    objet: Coupe
    texte: Coupe
    champs: frozenset[str]

    def remplir(self, champs: Mapping[str, str]) -> tuple[str, str]:
        """The subject and the text; a missing field raises KeyError."""
        return self.objet.remplir(champs), self.texte.remplir(champs)


def compiler(source: str, fragment: Callable[[str], str]) -> Gabarit:
    """Read `Objet : …`, a blank line and the text; a line `@name` stands for a fragment, `$name` for a gap."""
    source = _FRAGMENT.sub(lambda found: fragment(found[1]).strip("\n"), source)
    subject = _SUBJECT.match(source)
    if subject is None:
        raise ValueError("a template starts with `Objet : …` (in its language) and a blank line")
    objet, texte = _couper(subject[1]), _couper(source[subject.end() :].strip("\n"))
    return Gabarit(objet, texte, frozenset(objet.noms + texte.noms))


def _couper(text: str) -> Coupe:
    pieces = _GAP.split(text)
    return Coupe(tuple(pieces[::2]), tuple(pieces[1::2]))
