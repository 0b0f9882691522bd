"""Notifications from templates, read once when this module is imported: the only input of `agents/notify`."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import resources
from types import MappingProxyType

from agents.notify.gabarit import Gabarit, compiler

Cle = tuple[str, str, str]

LANGUES = ("fr", "uk")


def lire() -> dict[str, str]:
    """The text of each template file, by its name without `.txt`."""
    folder = resources.files("agents.notify").joinpath("templates")
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".txt")]
    return {entry.name.removesuffix(".txt"): entry.read_text(encoding="utf-8") for entry in files}


def gabarits(textes: Mapping[str, str]) -> Mapping[Cle, Gabarit]:
    """All templates by name, language and channel; an e-mail without a text of its own has the letter's."""
    found: dict[Cle, Gabarit] = {}
    for name in sorted(n for n in textes if not n.startswith("_")):
        modele, langue, canal = name.split(".")
        found[modele, langue, canal.upper()] = _compiler(name, langue, textes)
    for (modele, langue, canal), gabarit in list(found.items()):
        if canal == "COURRIER":
            found.setdefault((modele, langue, "EMAIL"), gabarit)
    return MappingProxyType(found)


def mots(texte: str) -> Mapping[str, str]:
    """The words of one language: `name: words`, one a line."""
    pairs = (line.split(": ", 1) for line in texte.splitlines() if line)
    return MappingProxyType(dict(pairs))


def _compiler(name: str, langue: str, textes: Mapping[str, str]) -> Gabarit:
    try:
        return compiler(textes[name], lambda fragment: textes[f"_{fragment}.{langue}"])
    except (KeyError, ValueError) as error:
        raise ValueError(f"agents/notify/templates/{name}.txt: {error}") from error


_TEXTES = lire()
GABARITS = gabarits(_TEXTES)
MOTS = {langue: mots(_TEXTES[f"_mots.{langue}"]) for langue in LANGUES}


def render(modele: str, langue: str, canal: str, champs: Mapping[str, str]) -> tuple[str, str] | None:
    """Subject and text; None where that channel has no text. KeyError: unknown template, or a missing field."""
    gabarit = GABARITS.get((modele, langue, canal))
    if gabarit is None:
        if (modele, langue, "COURRIER") in GABARITS:
            return None
        near = get_close_matches(modele, {cle[0] for cle in GABARITS}, n=1)
        raise KeyError(f"no template {modele}.{langue}" + (f"; did you mean {near[0]}?" if near else ""))
    try:
        return gabarit.remplir(champs)
    except KeyError:
        missing = ", ".join(sorted(gabarit.champs - champs.keys()))
        raise KeyError(f"{modele}.{langue}.{canal}: missing {missing}") from None


def champs_de(modele: str) -> frozenset[str]:
    """The fields that a template needs, whatever the language and the channel."""
    return frozenset[str]().union(*(gabarit.champs for cle, gabarit in GABARITS.items() if cle[0] == modele))
