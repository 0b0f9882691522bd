"""A file of messages, held to the contracts: what is wrong, line by line."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from contracts.catalogue import CATALOGUE
from contracts.cloudevents import decode_event, read_structured
from contracts.errors import Cause, Finding, Unusable, mask
from contracts.explain import findings


class LineFinding(NamedTuple):
    """One thing wrong, and the line of the file where its message begins."""

    line: int
    cause: Cause
    finding: Finding


class Report(NamedTuple):
    """How many messages a file holds, and what is wrong with them."""

    messages: int
    findings: tuple[LineFinding, ...]


def validate(text: str, message_type: str | None = None) -> Report:
    """Hold each message to its contract: CloudEvents, or bare data of `message_type`."""
    found: list[LineFinding] = []
    count = 0
    for line, document in _documents(text):
        count += 1
        try:
            _hold(document, message_type)
        except Unusable as refused:
            each = refused.findings or (Finding("", "", refused.detail, ""),)
            found += [LineFinding(line, refused.cause, finding) for finding in each]
    return Report(count, tuple(found))


def _documents(text: str) -> Iterator[tuple[int, Any]]:
    """The documents of a text, each with its first line: one JSON document, an array of them, or JSON lines."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text)
        return
    first = 1 + len(text) - len(text.lstrip("\n"))
    for document in whole if isinstance(whole, list) else [whole]:
        yield first, document


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) != 1 and not any(_is_json(line) for _, line in lines[:2]):
        yield _broken(text)  # nothing, or one document over several lines, cut or malformed
        return
    for number, line in lines:
        yield number, json.loads(line) if _is_json(line) else _broken(line)[1]


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _broken(text: str) -> tuple[int, Unusable]:
    """Where and why a text is not JSON; the text itself is not repeated."""
    if not text.strip():
        return 1, Unusable("NOT_JSON", "the file is empty: it holds no message.")
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        said = f"{error.msg} (column {error.colno}): the message was cut, or is not JSON. Fix: send it again, whole."
        return error.lineno, Unusable("NOT_JSON", said)
    except RecursionError:
        return 1, Unusable("NOT_JSON", "brackets in brackets without end: no message is so deep. Fix: send it again.")
    except ValueError:
        pass
    return 1, Unusable("NOT_JSON", "it holds a number too long to be one. Fix: send it as text.")


def _hold(document: Any, message_type: str | None) -> None:
    if isinstance(document, Unusable):
        raise document
    if isinstance(document, dict) and "specversion" in document:
        decode_event(read_structured(json.dumps(document).encode()))
    elif message_type is None:
        raise Unusable("NOT_CLOUDEVENT", "this is bare data: name its type with --type, or send whole CloudEvents.")
    else:
        _hold_data(document, message_type)


def _hold_data(data: Any, message_type: str) -> None:
    entry = CATALOGUE[message_type]
    try:
        entry.model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        found = findings(entry.model, error)
        raise Unusable("CONTRACT", mask("; ".join(map(str, found))), found) from None
