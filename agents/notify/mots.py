"""Dates, amounts, lists and motives in the words of a letter, in French and in Ukrainian."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from agents.notify.load import MOTS

_NBSP = "\N{NO-BREAK SPACE}"
_MOIS = {langue: mots["mois"].split() for langue, mots in MOTS.items()}


@lru_cache(maxsize=4096)
def date_longue(jour: date, langue: str) -> str:
    """A date in full: `1er avril 2022`."""
    mots = MOTS[langue]
    premier = mots["premier"] if jour.day == 1 else str(jour.day)
    filled = mots["date"].replace("$jour", premier).replace("$mois", _MOIS[langue][jour.month - 1])
    return filled.replace("$annee", str(jour.year))


@lru_cache(maxsize=4096)
def date_courte(jour: date, langue: str) -> str:
    """A date in figures, for an SMS."""
    return jour.strftime(MOTS[langue]["date_courte"])


def euros(montant: Decimal) -> str:
    """An amount: `1 234,50 €`, with no-break spaces; cents only when there are some."""
    digits = f"{montant:,.2f}".removesuffix(".00")
    return digits.replace(",", _NBSP).replace(".", ",") + f"{_NBSP}€"


def liste(lignes: Iterable[str]) -> str:
    """One line per person or item."""
    return "\n".join(f"- {ligne}" for ligne in lignes)


def caisse(code: str) -> str:
    """The name of a caisse by its code; overseas it is a CGSS (A04)."""
    return f"{'CGSS' if code.startswith('97') else 'CPAM'} {code}".rstrip()


def gestionnaire(numero: str, langue: str) -> str:
    """Who manages the C2S: the caisse, or a complementary body by its number."""
    mots = MOTS[langue]
    return mots["gestionnaire.CPAM"] if numero == "CPAM" else mots["gestionnaire.OC"].replace("$numero", numero)


def motif(code: str, langue: str) -> str:
    """A motive in words; one without words of its own reads as a change of situation."""
    mots = MOTS[langue]
    return mots.get(f"motif.{code}") or mots["motif"]
