"""Calendar arithmetic of the lives."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta


def ajouter_mois(jour: date, mois: int) -> date:
    """So many months later, clipped to the end of the month (31 January + 1 month = 28 or 29 February)."""
    index = jour.year * 12 + jour.month - 1 + mois
    an, rang = divmod(index, 12)
    return date(an, rang + 1, min(jour.day, monthrange(an, rang + 1)[1]))


def premier_du_mois_suivant(jour: date) -> date:
    """The 1st of the next month, even when the day is itself a 1st."""
    return ajouter_mois(jour.replace(day=1), 1)


def premiers_du_mois(debut: date, fin: date) -> list[date]:
    """The first days of the months of a period."""
    mois, premier = [], debut.replace(day=1)
    while premier <= fin:
        mois.append(premier)
        premier = ajouter_mois(premier, 1)
    return mois


def jours(debut: date, fin: date) -> Iterator[date]:
    """Every day of a period, both ends included."""
    for pas in range((fin - debut).days + 1):
        yield debut + timedelta(days=pas)


def jour_ouvre(jour: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return jour + timedelta(days=max(0, 7 - jour.weekday()) if jour.weekday() > 4 else 0)
