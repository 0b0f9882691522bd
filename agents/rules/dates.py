"""Dates as the law counts them: calendar months, first days of months, ages."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def plus_mois(jour: date, mois: int) -> date:
    """The same day `mois` calendar months later, or the last day of that month."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    return date(annee, rang + 1, min(jour.day, monthrange(annee, rang + 1)[1]))


def premier_du_mois_suivant(jour: date) -> date:
    """The 1st of the month after that of `jour`, even when `jour` is a 1st (D18)."""
    return date(jour.year + jour.month // 12, jour.month % 12 + 1, 1)


def age(naissance: date, jour: date) -> int:
    """Age in whole years on that day."""
    ans, mois = jour.year - naissance.year, jour.month - naissance.month
    return ans - (mois < 0 or (mois == 0 and jour.day < naissance.day))
