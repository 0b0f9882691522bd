"""`passerelle replay`: the bytes of the run from its facts, its rights from the partners' journals."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contracts.topics import DOSSIERS_FAITS, partner_topics
from passerelle.cli import app
from streams.journal import Journal, write_journal
from tests.passerelle.journaux import recorded, replayed


def replay(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["replay", *map(str, arguments)])


@pytest.mark.parametrize("processes", [1, 2])
def test_a_journal_of_facts_gives_the_bytes_of_its_run(run_in_files: Path, tmp_path: Path, processes: int) -> None:
    result = replay(run_in_files / "journal.zst", "--out", tmp_path / "out", "--processes", str(processes))
    assert result.exit_code == 0
    assert replayed(tmp_path / "out") == recorded(run_in_files / "journal.zst")


def test_partner_journals_give_the_rights_of_the_run(run_in_files: Path, tmp_path: Path) -> None:
    journal = Journal(run_in_files / "journal.zst")
    parts = []
    for topic in partner_topics():
        parts.append(tmp_path / f"{topic.name}.journal")
        write_journal(parts[-1], {topic.name: 2}, (r for r in journal.records() if r.topic == topic.name))
    assert replay(*parts, "--out", tmp_path / "out").exit_code == 0
    said, run = replayed(tmp_path / "out"), recorded(run_in_files / "journal.zst")
    assert {place: sorted(rows) for place, rows in said.items() if not place[0].endswith("-dlt")} == {
        place: sorted(rows) for place, rows in run.items()
    }


def test_a_journal_that_is_not_there_is_named_with_what_writes_one(tmp_path: Path) -> None:
    result = replay(tmp_path / "none.journal", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"passerelle record --out {tmp_path / 'none.journal'}" in result.stderr


def test_a_journal_cut_in_the_middle_is_told_by_file_and_line(run_in_files: Path, tmp_path: Path) -> None:
    whole = Journal(run_in_files / "journal.zst")
    facts = (r for r in whole.records() if r.topic == DOSSIERS_FAITS)
    write_journal(tmp_path / "facts.journal", {DOSSIERS_FAITS: 2}, facts)
    data = (tmp_path / "facts.journal").read_bytes()
    (tmp_path / "cut.journal").write_bytes(data[: len(data) - 40])
    result = replay(tmp_path / "cut.journal", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{tmp_path / 'cut.journal'}, line " in result.stderr
    assert "--cut" in result.stderr


def test_a_journal_of_decisions_alone_says_what_to_record(run_in_files: Path, tmp_path: Path) -> None:
    write_journal(tmp_path / "d.journal", {"cpam.decisions.v1": 2}, [])
    result = replay(tmp_path / "d.journal", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert DOSSIERS_FAITS in result.stderr
