"""Bad lines on stdin and in files: which line, which field, why, and what to do; the rest is decided."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from passerelle.cli import app
from tests.contracts.messages import envelope, numbers
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import CAS, DEMANDE, DROIT, Cas
from tests.mauvaises_entrees.test_personnes import crowd

each = pytest.mark.parametrize("cas", CAS.values(), ids=CAS)
SOUND = [envelope("fr.cnaf.rsa.demande.v1"), envelope("fr.cnaf.rsa.droit-ouvert.v1")]


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def lines(*events: f.Event | bytes) -> bytes:
    rows = [event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode() for event in events]
    return b"\n".join(rows) + b"\n"


def granted(result: Result) -> set[str]:
    """The references on which a C2S was granted, as said on stdout."""
    said = [json.loads(line) for line in result.stdout.splitlines()]
    return {event["data"]["reference"] for event in said if event["type"] == "fr.cnam.c2s.accordee.v1"}


@each
def test_decide_tells_the_line_and_decides_the_others(cas: Cas) -> None:
    bad = cas.line.replace(b"\n", b" ")
    result = run("decide", stdin=lines(SOUND[0], bad, SOUND[1], DROIT))
    assert result.exit_code == 2
    first, summary = result.stderr.splitlines()
    assert first.startswith(f"line 2: {cas.cause}: ")
    assert [words for words in cas.said if words not in first] == []
    assert summary.startswith("3 messages, 1 refused, ")
    assert granted(result) == {f.NEIGHBOUR}
    assert not [number for number in numbers(DEMANDE) if number in result.stderr]


@each
def test_decide_follows_the_corrected_file(cas: Cas) -> None:
    result = run("decide", stdin=lines(SOUND[0], cas.sound, SOUND[1], DROIT))
    assert (result.exit_code, granted(result)) == (0, {f.NEIGHBOUR, cas.reference})


def test_decide_on_nothing_says_nothing() -> None:
    result = run("decide", stdin=b"\n\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 messages, 0 refused, 0 lines said.\n"


def test_a_file_whose_last_line_is_cut_is_used_up_to_there() -> None:
    whole = lines(*SOUND, DEMANDE)
    result = run("decide", stdin=whole[:-300])
    assert (result.exit_code, granted(result)) == (2, {f.NEIGHBOUR})
    assert result.stderr.startswith("line 3: NOT_JSON: the value is not a JSON object, or was cut")
    assert "Fix: send it again, whole." in result.stderr


def test_a_crowd_is_refused_though_each_of_its_lines_is_sound() -> None:
    result = run("decide", stdin=lines(crowd(0, 65, "rsa:CAF-751:00000000001"), *SOUND))
    assert (result.exit_code, granted(result)) == (2, {f.NEIGHBOUR})
    assert result.stderr.startswith("several lines together: TROP_DE_PERSONNES: 65 persons in one dossier, 64 at most")


@pytest.mark.parametrize("year", ["0001", "1022", "9999"])
def test_a_day_of_receipt_out_of_time_is_refused_at_once(year: str) -> None:
    result = run("decide", stdin=lines(*SOUND, DEMANDE | {"receivedtime": f"{year}-02-07T00:00:00Z"}))
    assert (result.exit_code, granted(result)) == (2, {f.NEIGHBOUR})
    assert result.stderr.startswith(f"line 3: CONTRACT: receivedtime = {year}-02-07: This is the day of receipt")


def test_validate_names_file_line_and_field(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    sendable = {name: cas for name, cas in CAS.items() if cas.cause == "CONTRACT"}
    file.write_bytes(lines(*SOUND, *(cas.line for cas in sendable.values())))
    result = run("contracts", "validate", str(file))
    assert result.exit_code == 2
    for line, cas in enumerate(sendable.values(), 3):
        assert f"{file}:{line}: CONTRACT {cas.said[0]}" in result.stdout
    assert result.stdout.count("    fix: ") == len(sendable)
    assert not [number for number in numbers(DEMANDE) if number in result.stdout]
    assert result.stderr == f"{file}: {len(sendable) + 2} messages, {len(sendable)} findings.\n"


def test_validate_names_the_line_of_what_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_bytes(lines(*SOUND, b"\xff\xfe"))
    result = run("contracts", "validate", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{file}:3: not UTF-8 text")


@pytest.mark.parametrize("arguments", [["validate", "nowhere.jsonl"], ["show", "fr.cnaf.rsa.demnde.v1"]])
def test_what_is_not_there_is_a_wrong_use(arguments: list[str]) -> None:
    result = run("contracts", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "No such file" in result.stderr or "did you mean fr.cnaf.rsa.demande.v1?" in result.stderr


@pytest.mark.parametrize("deep", ["[" * 5000 + "]" * 5000, '{"a":' * 5000])
def test_brackets_without_end_are_a_finding(tmp_path: Path, deep: str) -> None:
    file = tmp_path / "deep.json"
    file.write_text(deep, encoding="utf-8")
    assert run("contracts", "validate", str(file)).exit_code == 2
    assert run("decide", stdin=deep.encode()).exit_code == 2
