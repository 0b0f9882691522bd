"""`passerelle simulate` into files: feeds, answers and truth, the same on every machine."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from passerelle.cli import app


def simulate(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["simulate", *arguments])


def test_the_scenarios_are_listed() -> None:
    result = simulate("--list")
    assert result.exit_code == 0
    assert "mixte" in result.stdout


def test_a_scenario_must_be_named() -> None:
    result = simulate()
    assert result.exit_code == 1
    assert "--list" in result.stderr


def test_feeds_are_lines_that_decide_reads(run_in_files: Path) -> None:
    feed = (run_in_files / "cnaf.rsa.v1.jsonl").read_text(encoding="utf-8")
    result = CliRunner().invoke(app, ["decide"], input=feed)
    assert result.exit_code in {0, 2}
    assert "fr.cnam." in result.stdout


def test_what_insured_people_answer_is_there_too(run_in_files: Path) -> None:
    answers = (run_in_files / "assures.demarches.v1.jsonl").read_text(encoding="utf-8").splitlines()
    assert "fr.assure.reponse-invitation.v1" in {json.loads(line)["type"] for line in answers}


def test_the_truth_is_written_beside(run_in_files: Path) -> None:
    with (run_in_files / "verite.jsonl").open(encoding="utf-8") as lines:
        assert json.loads(next(lines))["graine"] == 7


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert simulate("rsa-papier-muet", "--out", str(tmp_path / name)).exit_code == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
