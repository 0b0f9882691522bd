"""The supported period, and the refusal of a parameter with a hole in it."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from law.erreurs import Lieu, LoiIncomplete, LoiInvalide
from law.lecture import champs, lire
from law.parametre import Fin, Parametre


class Periode(NamedTuple):
    """The days on which the law must be whole; `fin` None: for ever."""

    debut: date
    fin: date | None


def lire_periode(fichier: Path) -> Periode:
    """Read `periode.yaml`."""
    root = lire(fichier)
    found = champs(root, ("debut", "fin"), ("note",))
    debut, fin = found["debut"].valeur, found["fin"].valeur
    if not isinstance(debut, date) or not (fin is None or isinstance(fin, date)) or (fin and fin < debut):
        fix = "write `debut: YYYY-MM-DD` and a later `fin`, or `fin: null`"
        raise LoiInvalide(root.lieu, f"no period: {debut} to {fin}", fix)
    return Periode(debut, fin)


def trou(parametre: Parametre, periode: Periode) -> tuple[date, str] | None:
    """The first day without a value among those that need one, and why; None when there is none."""
    debut = max(periode.debut, parametre.debut or periode.debut)
    fin = min(periode.fin or date.max, parametre.fin or date.max)
    if debut > fin:
        return None
    premier = parametre.valeurs[0].depuis
    if premier > debut:
        return debut, f"its first value starts on {premier}"
    for valeur, suivante in zip(parametre.valeurs, [*parametre.valeurs[1:], None], strict=True):
        last = suivante.depuis - timedelta(days=1) if suivante else date.max
        if isinstance(valeur, Fin) and valeur.depuis <= fin and last >= debut:
            return max(valeur.depuis, debut), valeur.raison
    return None


def verifier(parametre: Parametre, periode: Periode) -> None:
    """Refuse a parameter with a hole inside the supported period."""
    found = trou(parametre, periode)
    if found:
        day, why = found
        raise LoiIncomplete(
            Lieu(parametre.fichier),
            f"{parametre.nom} has no value on {day}, inside the supported period: {why}",
            f"add the value in force on {day}; or say that none is needed then: `applicable: {{debut: …, fin: …}}`",
        )
