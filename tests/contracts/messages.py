"""The committed examples, as events to hold to their contract and to spoil."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from contracts.catalogue import CATALOGUE, MESSAGES
from contracts.check import example
from contracts.cloudevents import decode_event, read_structured
from contracts.errors import Unusable

Path = tuple[str | int, ...]
EXAMPLES = [(message.type, name) for message in MESSAGES for name in ("plain", "edge")]
NIRS = ("2840588321025", "284052A321025", "1 84 05 88 321 025", "284058832102532", "7112312345678")


def envelope(message_type: str, name: str = "plain") -> dict[str, Any]:
    """The whole example, free to spoil."""
    return copy.deepcopy(json.loads(example(CATALOGUE[message_type], name).read_bytes()))


def data(message_type: str, name: str = "plain") -> Any:
    """What the example says."""
    return envelope(message_type, name)["data"]


def refusal(event: dict[str, Any], topic: str | None = None) -> Unusable | None:
    """Why the event cannot be used; None when it can."""
    try:
        decode_event(read_structured(json.dumps(event).encode()), topic)
    except Unusable as unusable:
        return unusable
    return None


def refused_fields(message_type: str, spoiled: Any, name: str = "plain") -> list[str]:
    """The fields that are refused when the example says `spoiled` instead."""
    refused = refusal(envelope(message_type, name) | {"data": spoiled})
    return [finding.champ for finding in refused.findings] if refused else []


def paths(node: Any, here: Path = ()) -> Iterator[Path]:
    """Every place in a document."""
    yield here
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, child in children:
        yield from paths(child, (*here, name))


def put(document: Any, path: Path, value: Any) -> Any:
    """The document with another value in one place."""
    if not path:
        return value
    document = copy.copy(document)
    document[path[0]] = put(document[path[0]], path[1:], value)
    return document


def numbers(node: Any) -> set[str]:
    """Every number of a person that a document holds."""
    if isinstance(node, dict):
        own = {str(node[name]) for name in ("matricule", "nia", "nir", "conserve") if node.get(name)}
        return own.union(*(numbers(child) for child in node.values()))
    return set().union(*map(numbers, node)) if isinstance(node, list) else set()
