"""One parameter of the law: its file, checked field by field."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from law.catalogue import CATALOGUE
from law.erreurs import Lieu, LoiInvalide, suggestion
from law.lecture import Noeud, champs, lire
from law.valeur import Etat, Scalaire, Table, Valeur

UNITES: dict[str, type] = {
    "mois": int,
    "jours": int,
    "ans": int,
    "nombre": int,
    "euro": Decimal,
    "euro/mois": Decimal,
    "euro/an": Decimal,
    "taux": Decimal,
    "date": date,
    "booleen": bool,
    "choix": str,
}


@dataclass(frozen=True, slots=True)
class Fin:
    """From `depuis` on the parameter has no value any more, for that reason."""

    depuis: date
    raison: str


@dataclass(frozen=True, slots=True)
class Parametre:
    """A parameter and its values, the oldest first. `debut`…`fin`: the days on which a value is needed at all."""

    nom: str
    fichier: Path
    description: str
    unite: str
    catalogue: tuple[str, ...]
    valeurs: tuple[Valeur | Fin, ...]
    debut: date | None = None
    fin: date | None = None
    choix: tuple[str, ...] = ()


def lire_parametre(fichier: Path, nom: str) -> Parametre:
    """Read one file, or say where it is wrong and what to write instead."""
    root = lire(fichier)
    found = champs(root, ("description", "unite", "catalogue", "valeurs"), ("applicable", "choix"))
    unite = _parmi(found["unite"], "unit", UNITES)
    choix = tuple(_texte(item) for item in _liste(found["choix"])) if "choix" in found else ()
    if (unite == "choix") != bool(choix):
        fix = "list the readings under `choix:`, or drop it"
        raise LoiInvalide(root.lieu, "`choix:` goes with `unite: choix`", fix)
    debut, fin = _applicable(found.get("applicable"))
    return Parametre(
        nom=nom,
        fichier=fichier,
        description=_texte(found["description"]),
        unite=unite,
        catalogue=_catalogue(found["catalogue"]),
        valeurs=_dans_l_ordre([_valeur(item, nom, unite, choix) for item in _liste(found["valeurs"])]),
        debut=debut,
        fin=fin,
        choix=choix,
    )


def _valeur(noeud: Noeud, nom: str, unite: str, choix: Sequence[str]) -> tuple[Valeur | Fin, Lieu]:
    permis = ("reference", "publie_le", "reviewed", "etat", "derives", "note", "raison")
    found = champs(noeud, ("depuis", "valeur"), permis)
    depuis = _date(found["depuis"])
    if found["valeur"].valeur is None:
        if "raison" not in found:
            raise LoiInvalide(found["valeur"].lieu, "a value ends without a reason", "add `raison:`, or give the value")
        return Fin(depuis, _texte(found["raison"])), noeud.lieu
    champs(noeud, ("depuis", "valeur", "reference", "publie_le", "reviewed"), ("etat", "derives", "note"))
    etat = _etat(found)
    publie_le = None if found["publie_le"].valeur is None else _date(found["publie_le"])
    reviewed = None if found["reviewed"].valeur is None else _date(found["reviewed"])
    if reviewed is None and etat == "source":
        fix = "read the source and date it, or write `etat: derive`"
        raise LoiInvalide(found["reviewed"].lieu, "a sourced value was never reviewed", fix)
    if publie_le and reviewed and publie_le > reviewed:
        fix = "review the published text"
        raise LoiInvalide(found["publie_le"].lieu, f"published on {publie_le}, after its review", fix)
    valeur = _typee(found["valeur"], unite, choix)
    _derives(found, valeur)
    return Valeur(valeur, depuis, _texte(found["reference"]), publie_le, etat, nom), noeud.lieu


def _etat(found: dict[str, Noeud]) -> Etat:
    name = _parmi(found["etat"], "state", get_args(Etat)) if "etat" in found else "source"
    return "derive" if name == "derive" else "lecture" if name == "lecture" else "source"


def _derives(found: dict[str, Noeud], valeur: Scalaire | Table) -> None:
    if "derives" not in found:
        return
    keys = valeur if isinstance(valeur, Mapping) else {}
    for item in _liste(found["derives"]):
        _parmi(item, "key of the table", keys)


def _typee(noeud: Noeud, unite: str, choix: Sequence[str]) -> Scalaire | Table:
    if isinstance(noeud.valeur, dict):
        entries = {key: _scalaire(item, unite) for key, item in noeud.valeur.items()}
        table = {key: value for key, value in entries.items() if isinstance(value, Decimal)}
        if len(table) != len(entries) or not table:
            raise LoiInvalide(noeud.lieu, f"a table of {unite!r}", "tables hold amounts: choose a unit in euro or taux")
        return MappingProxyType(table)
    return _parmi(noeud, "reading", choix) if choix else _scalaire(noeud, unite)


def _scalaire(noeud: Noeud, unite: str) -> Scalaire:
    wanted = UNITES[unite]
    value = Decimal(noeud.valeur) if wanted is Decimal and type(noeud.valeur) is int else noeud.valeur
    if isinstance(value, (str, int, Decimal, date)) and type(value) is wanted:
        return value
    raise LoiInvalide(noeud.lieu, f"{noeud.valeur!r} is no value in {unite!r}", f"write a {wanted.__name__}")


def _catalogue(noeud: Noeud) -> tuple[str, ...]:
    # Empty for amounts that the catalogue does not number, such as the RSA's.
    items = [] if noeud.valeur == [] else _liste(noeud)
    return tuple(_parmi(item, "catalogue id", CATALOGUE) for item in items)


def _applicable(noeud: Noeud | None) -> tuple[date | None, date | None]:
    if noeud is None:
        return None, None
    found = champs(noeud, (), ("debut", "fin"))
    debut, fin = (_date(found[key]) if key in found else None for key in ("debut", "fin"))
    if debut and fin and fin < debut:
        raise LoiInvalide(noeud.lieu, f"applies from {debut} to {fin}", "put `debut` before `fin`")
    return debut, fin


def _dans_l_ordre(read: Sequence[tuple[Valeur | Fin, Lieu]]) -> tuple[Valeur | Fin, ...]:
    for (before, _), (value, lieu) in pairwise(read):
        if value.depuis == before.depuis:
            raise LoiInvalide(lieu, f"two values from {value.depuis}", "keep one of the two")
        if value.depuis < before.depuis:
            raise LoiInvalide(lieu, f"{value.depuis} comes after {before.depuis}", "write the oldest value first")
    return tuple(value for value, _ in read)


def _liste(noeud: Noeud) -> list[Noeud]:
    if isinstance(noeud.valeur, list) and noeud.valeur:
        return noeud.valeur
    raise LoiInvalide(noeud.lieu, "a list is expected", "write at least one `- item`")


def _texte(noeud: Noeud) -> str:
    if isinstance(noeud.valeur, str) and noeud.valeur.strip():
        return noeud.valeur.strip()
    fix = "write words, quoted if they look like a number or a date"
    raise LoiInvalide(noeud.lieu, f"a text is expected, found {noeud.valeur!r}", fix)


def _date(noeud: Noeud) -> date:
    if isinstance(noeud.valeur, date):
        return noeud.valeur
    raise LoiInvalide(noeud.lieu, f"{noeud.valeur!r} is no date", "write YYYY-MM-DD, without quotes")


def _parmi(noeud: Noeud, what: str, known: Collection[str]) -> str:
    if isinstance(noeud.valeur, (str, int)) and str(noeud.valeur) in known:
        return str(noeud.valeur)
    hint = suggestion(str(noeud.valeur), known)
    fix = "use one of law/regles.csv" if known is CATALOGUE else f"use one of {', '.join(known)}"
    raise LoiInvalide(noeud.lieu, f"unknown {what} {noeud.valeur!r}{hint}", fix)
