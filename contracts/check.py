"""Are the committed schemas those of the models, do the examples hold, is every topic whole? A list of what is not."""

import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from contracts import schemas
from contracts.catalogue import CATALOGUE, MESSAGES, MessageType
from contracts.cloudevents import decode_event, read_structured
from contracts.errors import Unusable
from contracts.topics import TOPICS, all_topics

EXAMPLES = Path(__file__).parent / "examples"
VALID, INVALID, ERROR = ("plain", "edge"), "invalid", "invalid.error"


def check() -> list[str]:
    """Everything that does not hold; empty when all is well."""
    return [*check_schemas(), *check_examples(), *check_topics()]


def check_schemas() -> Iterator[str]:
    """Each committed schema is the generated one, and there is no other."""
    for message in MESSAGES:
        path = schemas.path_of(message)
        if not path.exists():
            yield f"{path.name}: not committed; run `python -m contracts.schemas`."
        elif path.read_text(encoding="utf-8") != schemas.render(message):
            yield f"{path.name}: is not what the contract says; run `python -m contracts.schemas`, read what changes."
    for path in sorted(schemas.FOLDER.glob("*.json")):
        if path.stem not in CATALOGUE:
            yield f"{path.name}: schema of a type that is not in the catalogue."


def check_examples() -> Iterator[str]:
    """Each type has its examples: two that hold by model and schema, one that is refused where it says."""
    for message in MESSAGES:
        yield from _check_examples_of(message)
    for folder in sorted(EXAMPLES.iterdir()):
        if folder.name not in CATALOGUE:
            yield f"examples/{folder.name}: examples of a type that is not in the catalogue."


def example(message: MessageType, name: str) -> Path:
    """Where an example of a type lies."""
    return EXAMPLES / message.type / f"{name}.json"


def _check_examples_of(message: MessageType) -> Iterator[str]:
    missing = [name for name in (*VALID, INVALID, ERROR) if not example(message, name).exists()]
    if missing:
        yield from (f"examples/{message.type}/{name}.json: is missing." for name in missing)
        return
    valid_by_schema = schema_validator(message)
    for name in VALID:
        text = example(message, name).read_bytes()
        try:
            event = read_structured(text)
            if event.type != message.type:
                yield f"examples/{message.type}/{name}.json: its type is {event.type}."
            decode_event(event)
        except Unusable as refused:
            yield f"examples/{message.type}/{name}.json: {refused}"
        if valid_by_schema is not None and not valid_by_schema(json.loads(text)["data"]):
            yield f"examples/{message.type}/{name}.json: the JSON Schema refuses what the contract accepts."
    yield from _check_refused(message)


def _check_refused(message: MessageType) -> Iterator[str]:
    where = f"examples/{message.type}/{INVALID}.json"
    expected = json.loads(example(message, ERROR).read_text(encoding="utf-8"))
    try:
        decode_event(read_structured(example(message, INVALID).read_bytes()))
    except Unusable as refused:
        fields = [finding.champ for finding in refused.findings]
        if refused.cause != expected["cause"] or expected["champ"] not in fields:
            yield f"{where}: expected {expected['cause']} at {expected['champ']}, got {refused}"
    else:
        yield f"{where}: is accepted."


def schema_validator(message: MessageType) -> Callable[[Any], bool] | None:
    """Whether data satisfies the generated schema; None where jsonschema-rs is not installed (it is a tool of ours)."""
    if find_spec("jsonschema_rs") is None:
        return None
    import jsonschema_rs  # noqa: PLC0415  # not needed to run, only to check

    return jsonschema_rs.Draft202012Validator(schemas.generate(message), validate_formats=True).is_valid


def check_topics() -> Iterator[str]:
    """Each topic says who owns it, why it may exist, how long, under what key; each type travels somewhere."""
    for topic in all_topics():
        for field in ("title", "key", "producers", "consumers", "owner", "legal_basis", "retention"):
            if not getattr(topic, field):
                yield f"topic {topic.name}: {field} is empty."
    for topic in TOPICS:
        for name in topic.message_types:
            if name not in CATALOGUE:
                yield f"topic {topic.name}: message type {name} is not in the catalogue."
    for message in MESSAGES:
        if not message.topics:
            yield f"type {message.type}: travels on no topic."
