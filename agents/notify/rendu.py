"""A notification's subject and text, from its template and its fields."""

from collections.abc import Mapping
from difflib import get_close_matches

from agents.notify.gabarit import remplir
from agents.notify.load import GABARITS


def render(modele: str, langue: str, canal: str, champs: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the text of a notification; raises KeyError for an unknown template or a missing field."""
    try:
        return remplir(GABARITS[modele, langue, canal], champs)
    except KeyError:
        raise KeyError(_probleme(modele, langue, canal, champs)) from None


def champs_de(modele: str) -> frozenset[str]:
    """The fields that a template needs, whatever the language and the channel."""
    return frozenset().union(*(gabarit.champs for (nom, _, _), gabarit in GABARITS.items() if nom == modele))


def a_un_sms(modele: str) -> bool:
    """Whether a template has a short text."""
    return (modele, "fr", "SMS") in GABARITS


def _probleme(modele: str, langue: str, canal: str, champs: Mapping[str, str]) -> str:
    gabarit = GABARITS.get((modele, langue, canal))
    if gabarit:
        return f"{modele}.{langue}.{canal}: missing {', '.join(sorted(gabarit.champs - champs.keys()))}"
    near = get_close_matches(f"{modele}.{langue}.{canal}", [".".join(cle) for cle in GABARITS], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"no template {modele}.{langue}.{canal}{hint}"
