"""The demo, small: a broker, a worker, the partners; then its journal, replayed and traced."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from passerelle.cli import app
from tests.passerelle.journaux import recorded, replayed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    journal = tmp_path_factory.mktemp("demo") / "demo.journal"
    return run("demo", "--households", "60", "--seed", "3", "--record", journal), journal


def test_rights_and_truth_agree(demo: tuple[Result, Path]) -> None:
    result, _ = demo
    assert result.exit_code == 0, result.output
    assert "no disagreement" in result.stdout


def test_it_shows_attribution_indicators_and_one_chain(demo: tuple[Result, Path]) -> None:
    result, _ = demo
    for said in ("TELESERVICE", "automatic APS", "listed minors", "Facts, as they were received", "Where to go next"):
        assert said in result.stdout


def test_what_is_no_data_goes_to_stderr(demo: tuple[Result, Path]) -> None:
    result, _ = demo
    assert "seconds in all" in result.stderr
    assert "seconds in all" not in result.stdout


@pytest.mark.parametrize("processes", ["1", "2"])
def test_its_journal_replays_to_the_very_bytes_of_the_live_worker(
    demo: tuple[Result, Path], tmp_path: Path, processes: str
) -> None:
    _, journal = demo
    assert run("replay", journal, "--out", tmp_path / "out", "--processes", processes).exit_code == 0
    assert replayed(tmp_path / "out") == recorded(journal)


def test_its_journal_traces_a_household(demo: tuple[Result, Path]) -> None:
    _, journal = demo
    _, said = next(iter(recorded(journal).items()))
    reference = dict(said[0][2])["ce_correlationid"].decode()
    result = run("trace", reference, "--journal", journal)
    assert result.exit_code == 0
    assert reference in result.stdout
