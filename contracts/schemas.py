"""JSON Schemas of the data of every message type, generated from the models; the committed ones must be these."""

import json
from pathlib import Path
from typing import Any

from contracts.catalogue import MESSAGES, MessageType

FOLDER = Path(__file__).parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def path_of(message: MessageType) -> Path:
    """Where the committed schema of a message type lies."""
    return FOLDER / f"{message.type}.json"


def generate(message: MessageType) -> dict[str, Any]:
    """The schema of the data of a message type."""
    schema = message.model.model_json_schema()
    head = {
        "$schema": DIALECT,
        "$id": f"urn:passerelle:schema:{message.type}",
        "title": message.title,
        "description": schema["description"],
        "x-regles": list(message.legal),
        "x-topics": list(message.topics),
    }
    if message.issue is not None:
        issue = schema["properties"]["issue"]
        schema["properties"]["issue"] = {"const": message.issue, "description": issue["description"], "title": "Issue"}
    return {**head, **{name: part for name, part in schema.items() if name not in head}}


def render(message: MessageType) -> str:
    """The text of the committed file."""
    return json.dumps(generate(message), ensure_ascii=False, indent=2) + "\n"


def write() -> list[Path]:
    """Write every schema, and remove those of types that are no more; returns what changed."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {path_of(message): render(message) for message in MESSAGES}
    changed = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8")
    stale = [path for path in FOLDER.glob("*.json") if path not in wanted]
    for path in stale:
        path.unlink()
    return changed + stale


if __name__ == "__main__":
    write()
