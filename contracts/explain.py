"""From a pydantic error to what a business analyst reads: field, masked value, what it means, the fix."""

from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contracts.base import Contrat
from contracts.errors import Finding, mask, mask_number

_NUMBERS = frozenset({"matricule", "nia", "nir", "conserve", "absorbes"})
_FIXES = {
    "missing": "send it.",
    "extra_forbidden": "remove it, or publish it under a newer version of the type.",
    "literal_error": "send one of {expected}.",
    "string_pattern_mismatch": "send text of the form {pattern}.",
    "date_parsing": "send a day as YYYY-MM-DD.",
    "date_from_datetime_parsing": "send a day as YYYY-MM-DD.",
    "date_type": "send a day as YYYY-MM-DD, in quotes.",
    "bool_type": "send true or false, without quotes.",
    "int_type": "send a whole number, without quotes.",
    "string_type": "send text, in quotes.",
    "greater_than_equal": "send {ge} or more.",
    "too_short": "send at least {min_length}.",
    "too_long": "send at most {max_length}.",
    "model_type": "send a JSON object.",
    "tuple_type": "send a JSON array.",
}


def findings(model: type[Contrat], error: ValidationError, root: str = "data") -> tuple[Finding, ...]:
    """What is wrong, field by field, in the order of the contract."""
    return tuple(_finding(model, each, root) for each in error.errors(include_url=False))


def _finding(model: type[Contrat], error: ErrorDetails, root: str) -> Finding:
    context = error.get("ctx", {})
    loc = tuple(part for part in error["loc"] if not str(part).startswith(("function-", "tuple[", "lax-")))
    champ = context.get("champ", "")
    path = mask(".".join([root, *(str(part) for part in loc), *([champ] if champ else [])]))
    if "remede" in context:
        value = str(context["valeur"]) if "valeur" in context else _shown(loc, error["input"]) if not champ else ""
        return Finding(path, mask(value), context["sens"], context["remede"])
    value = "" if error["type"] == "missing" else _shown(loc, error["input"])
    return Finding(path, value, _meaning(model, loc, error), _fix(model, loc, error))


def _shown(loc: tuple[Any, ...], value: object) -> str:
    """Scalars as they came; whole objects never, they hold persons."""
    if isinstance(value, dict | list | tuple):
        return f"({len(value)} {'fields' if isinstance(value, dict) else 'items'})"
    if any(part in _NUMBERS for part in loc[-2:]):
        return mask_number(str(value))
    return mask(str(value))[:80] if isinstance(value, str | int | float | bool | None) else f"({type(value).__name__})"


def _meaning(model: type[Contrat], loc: tuple[Any, ...], error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "The contract has no such field, so nobody would read it."
    said = _node(model, loc).get("description", "")
    if error["type"] == "missing":
        return f"This field is missing. It says: {said}" if said else "This field is missing."
    return f"{mask(error['msg'])}. The field says: {said}" if said else f"{mask(error['msg'])}."


def _fix(model: type[Contrat], loc: tuple[Any, ...], error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        close = get_close_matches(str(loc[-1]), _properties(model, loc[:-1]), 1)
        if close:
            return f"did you mean {close[0]}?"
    fix = _FIXES.get(error["type"], "correct the value.")
    return fix.format(**{"expected": "", "pattern": "", **error.get("ctx", {})})


@cache
def _schema(model: type[Contrat]) -> dict[str, Any]:
    return model.model_json_schema()


def _node(model: type[Contrat], loc: tuple[Any, ...]) -> dict[str, Any]:
    """The part of the schema that describes a place in the message; empty when unknown."""
    node = _schema(model)
    for part in loc:
        options = _options(model, node)
        key = "items" if isinstance(part, int) else "properties"
        node = next((option[key] for option in options if key in option), {})
        node = node.get(part, {}) if isinstance(part, str) else node
    return node


def _properties(model: type[Contrat], loc: tuple[Any, ...]) -> list[str]:
    return [name for option in _options(model, _node(model, loc)) for name in option.get("properties", {})]


def _options(model: type[Contrat], node: dict[str, Any]) -> list[dict[str, Any]]:
    """A node and what it refers to."""
    found = [node]
    for each in found:
        if "$ref" in each:
            found.append(_schema(model)["$defs"][each["$ref"].rpartition("/")[2]])
        found.extend(each.get("anyOf", ()))
    return found
