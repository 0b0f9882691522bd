"""YAML read with the line of each value, decimals kept exact, and no key twice."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import yaml

from law.erreurs import Lieu, LoiInvalide, suggestion


class Noeud(NamedTuple):
    """A YAML value and its place; mappings and lists hold further nodes."""

    valeur: "Scalaire | dict[str, Noeud] | list[Noeud]"
    lieu: Lieu


Scalaire = str | int | bool | Decimal | date | None


def lire(fichier: Path) -> Noeud:
    """Read one YAML file."""
    try:
        node = yaml.compose(fichier.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        lieu = Lieu(fichier, line)
        raise LoiInvalide(lieu, f"not YAML: {error.problem}", "correct the syntax of this line") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LoiInvalide(Lieu(fichier), f"cannot be read: {error}", "put a readable UTF-8 YAML file there") from None
    if node is None:
        raise LoiInvalide(Lieu(fichier), "the file is empty", "write the parameter, or remove the file")
    return _convert(node, fichier)


def champs(noeud: Noeud, requis: Iterable[str], permis: Iterable[str] = ()) -> dict[str, Noeud]:
    """The fields of a mapping, all those required and no other than those permitted."""
    if not isinstance(noeud.valeur, dict):
        raise LoiInvalide(noeud.lieu, f"fields expected, found {noeud.valeur!r}", f"write {', '.join(requis)}")
    known = [*requis, *permis]
    for name, value in noeud.valeur.items():
        if name not in known:
            hint = suggestion(name, known)
            raise LoiInvalide(value.lieu, f"unknown field {name!r}{hint}", f"use one of {', '.join(known)}")
    for name in requis:
        if name not in noeud.valeur:
            raise LoiInvalide(noeud.lieu, f"field {name!r} is missing", f"add `{name}:`")
    return noeud.valeur


def _convert(node: yaml.Node, fichier: Path) -> Noeud:
    lieu = Lieu(fichier, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return Noeud(_mapping(node, fichier), lieu)
    if isinstance(node, yaml.SequenceNode):
        return Noeud([_convert(item, fichier) for item in node.value], lieu)
    return Noeud(_scalar(node.tag, str(node.value), lieu), lieu)


def _mapping(node: yaml.MappingNode, fichier: Path) -> dict[str, Noeud]:
    found: dict[str, Noeud] = {}
    for key, value in node.value:
        name = str(key.value)
        lieu = Lieu(fichier, key.start_mark.line + 1)
        if name in found:
            raise LoiInvalide(lieu, f"field {name!r} is written twice", "keep one of the two")
        found[name] = Noeud(_convert(value, fichier).valeur, lieu)
    return found


def _scalar(tag: str, text: str, lieu: Lieu) -> Scalaire:
    kind = tag.rsplit(":", 1)[-1]
    try:
        match kind:
            case "null":
                return None
            case "bool":
                return text.lower() in ("true", "yes", "on")
            case "int":
                return int(text)
            case "float":
                return Decimal(text)
            case "timestamp":
                return date.fromisoformat(text)
            case _:
                return text
    except (ValueError, ArithmeticError):
        raise LoiInvalide(lieu, f"{text!r} is no {kind}", "dates are YYYY-MM-DD, amounts plain decimals") from None


# The C parser is ten times faster and gives the same marks; wheels without it exist.
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
