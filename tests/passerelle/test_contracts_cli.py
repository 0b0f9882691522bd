"""`passerelle contracts`, as one types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contracts import check as contracts_check
from contracts.catalogue import MESSAGES
from passerelle.contracts_cli import app
from tests.contracts.messages import data, envelope

DEMANDE = "fr.cnaf.rsa.demande.v1"
run = CliRunner().invoke


def test_check_says_how_much_it_saw() -> None:
    result = run(app, ["check"])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"{len(MESSAGES)} message types" in result.stderr


def test_check_ends_with_2_on_findings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(contracts_check, "EXAMPLES", tmp_path)
    result = run(app, ["check"])
    assert result.exit_code == 2
    assert f"examples/{DEMANDE}/plain.json: is missing." in result.stdout


def test_show_tells_fields_topics_and_legal_basis() -> None:
    result = run(app, ["show", DEMANDE])
    assert result.exit_code == 0
    for said in ("numero_demande", "required", "cnaf.rsa.v1", "R. 262-102", "B07"):
        assert said in result.stdout


def test_show_in_json_is_the_schema_and_without_type_the_list() -> None:
    assert (
        json.loads(run(app, ["show", DEMANDE, "--format", "json"]).stdout)["$id"] == f"urn:passerelle:schema:{DEMANDE}"
    )
    assert len(json.loads(run(app, ["show", "--format", "json"]).stdout)) == len(MESSAGES)
    assert DEMANDE in run(app, ["show"]).stdout


def test_an_unknown_type_is_a_usage_error_with_a_suggestion() -> None:
    result = run(app, ["show", "fr.cnaf.demande.v1"])
    assert result.exit_code == 1
    assert f"did you mean {DEMANDE}?" in result.stderr


def lines(*documents: object) -> str:
    return "\n".join(each if isinstance(each, str) else json.dumps(each) for each in documents)


def test_validate_names_line_field_meaning_and_fix(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    cut = json.dumps(envelope(DEMANDE))[:100]
    file.write_text(lines(envelope(DEMANDE), "", envelope(DEMANDE, "invalid"), cut), encoding="utf-8")
    result = run(app, ["validate", str(file)])
    assert result.exit_code == 2
    assert f"{file}:3: CONTRACT data.foyer.1.identite.cle" in result.stdout
    assert "    The key does not match the number" in result.stdout
    assert "    fix: copy number and key again" in result.stdout
    assert f"{file}:4: NOT_JSON" in result.stdout
    assert "3 messages, 2 findings." in result.stderr


def test_validate_prints_json_for_other_tools(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(envelope(DEMANDE, "invalid"), indent=2), encoding="utf-8")
    result = run(app, ["validate", str(file), "--format", "json"])
    assert result.exit_code == 2
    (found,) = json.loads(result.stdout)
    assert (found["line"], found["cause"], found["champ"]) == (1, "CONTRACT", "data.foyer.1.identite.cle")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (lines(envelope(DEMANDE)), 0),
        (json.dumps(envelope(DEMANDE), indent=2), 0),
        (json.dumps([envelope(DEMANDE), envelope(DEMANDE, "edge")]), 0),
        (lines(envelope(DEMANDE), envelope(DEMANDE, "edge")) + "\n", 0),
        (json.dumps(envelope(DEMANDE), indent=2)[:300], 2),
        ("", 2),
        ("not json", 2),
        ("1" * 5000, 2),
        (lines(data(DEMANDE)), 2),
        (lines(envelope(DEMANDE) | {"type": "fr.cnaf.rsa.demande.v2"}), 2),
    ],
)
def test_validate_reads_lines_arrays_and_single_documents(text: str, code: int) -> None:
    assert run(app, ["validate", "-"], input=text).exit_code == code


def test_validate_bare_data_of_a_type() -> None:
    assert run(app, ["validate", "-", "--type", DEMANDE], input=lines(data(DEMANDE))).exit_code == 0
    result = run(app, ["validate", "-", "--type", DEMANDE], input=lines(data(DEMANDE, "invalid")))
    assert result.exit_code == 2
    assert "-:1: CONTRACT data.foyer.1.identite.cle = 13" in result.stdout


def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "journal.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    for file, said in (("absent.json", "No such file"), ("journal.zst", "must be unpacked")):
        result = run(app, ["validate", str(tmp_path / file)])
        assert result.exit_code == 1
        assert said in result.stderr
