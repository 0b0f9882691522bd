"""A template made ready: a subject and a text with named gaps, filled by the fastest means there is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_GAP = re.compile(r"\$([a-z_]+)")
_FRAGMENT = re.compile(r"^@([a-z]+)$", re.MULTILINE)
_SUBJECT = re.compile(r"\A\w+ ?: (.+)\n\n")


@dataclass(frozen=True, slots=True)
class Gabarit:
    """Subject and text in the form that `%` fills, and the names of their gaps."""

    objet: str
    texte: str
    champs: frozenset[str]


def compiler(source: str, fragment: Callable[[str], str]) -> Gabarit:
    """Read `Objet : …`, a blank line and the text; a line `@name` stands for a fragment, `$name` for a gap."""
    source = _FRAGMENT.sub(lambda found: fragment(found[1]).strip("\n"), source)
    subject = _SUBJECT.match(source)
    if subject is None:
        raise ValueError("a template starts with `Objet : …` (in its language) and a blank line")
    text = source[subject.end() :].strip("\n")
    return Gabarit(_formate(subject[1]), _formate(text), frozenset(_GAP.findall(source)))


def remplir(gabarit: Gabarit, champs: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the text; a missing field raises KeyError."""
    return gabarit.objet % champs, gabarit.texte % champs


def _formate(text: str) -> str:
    return _GAP.sub(r"%(\1)s", text.replace("%", "%%"))
