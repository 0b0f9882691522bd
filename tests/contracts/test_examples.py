"""What is committed holds, and `check` says so when it does not."""

import json
from pathlib import Path

import pytest

from contracts import check, schemas
from contracts.catalogue import MESSAGES, MessageType
from tests.contracts.messages import EXAMPLES, envelope, refusal


def test_schemas_examples_and_topics_hold() -> None:
    assert check.check() == []


@pytest.mark.parametrize(("message_type", "name"), EXAMPLES)
def test_an_example_travels_on_each_of_its_topics(message_type: str, name: str) -> None:
    message = next(each for each in MESSAGES if each.type == message_type)
    for topic in message.topics:
        assert refusal(envelope(message_type, name), topic) is None


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.type)
def test_a_refusal_names_the_field_what_it_means_and_the_fix(message: MessageType) -> None:
    refused = refusal(envelope(message.type, "invalid"))
    expected = json.loads(check.example(message, "invalid.error").read_text(encoding="utf-8"))
    assert refused is not None
    assert refused.cause == expected["cause"]
    finding = next(each for each in refused.findings if each.champ == expected["champ"])
    assert finding.sens
    assert finding.remede


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.type)
def test_every_field_says_what_it_is(message: MessageType) -> None:
    schema = schemas.generate(message)
    silent = [
        f"{title}.{name}"
        for title, part in [("", schema), *schema.get("$defs", {}).items()]
        for name, field in part.get("properties", {}).items()
        if not field.get("description")
    ]
    assert silent == []


def test_a_schema_that_was_edited_by_hand_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "FOLDER", tmp_path / "schemas")
    assert len(list(check.check_schemas())) == len(MESSAGES)
    assert len(schemas.write()) == len(MESSAGES)
    assert schemas.write() == []
    edited = schemas.path_of(MESSAGES[0])
    edited.write_text(edited.read_text(encoding="utf-8").replace("751", "752"), encoding="utf-8")
    (tmp_path / "schemas" / "fr.nobody.v1.json").write_text("{}", encoding="utf-8")
    found = list(check.check_schemas())
    assert [line.split(":")[0] for line in found] == [edited.name, "fr.nobody.v1.json"]
    assert sorted(path.name for path in schemas.write()) == sorted([edited.name, "fr.nobody.v1.json"])


def test_an_example_that_no_longer_holds_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = MESSAGES[0]
    plain, edge, invalid = (envelope(message.type, name) for name in ("plain", "edge", "invalid"))
    monkeypatch.setattr(check, "EXAMPLES", tmp_path)
    monkeypatch.setattr(check, "MESSAGES", (message,))
    (tmp_path / message.type).mkdir()
    assert len(list(check.check_examples())) == 4
    wrong = {
        "plain": plain | {"data": {}},
        "edge": edge,
        "invalid": plain,
        "invalid.error": {"cause": "X", "champ": "x"},
    }
    for name, content in wrong.items():
        check.example(message, name).write_text(json.dumps(content), encoding="utf-8")
    found = list(check.check_examples())
    assert len(found) == 3
    assert "schema refuses" not in found[0]
    assert found[2].endswith("invalid.json: is accepted.")
    check.example(message, "invalid").write_text(json.dumps(invalid), encoding="utf-8")
    assert "expected X at x" in list(check.check_examples())[-1]
