"""A journal cut in the middle: file and line are told; what stands before the cut can be used, on request."""

import json
from pathlib import Path

import pytest
import zstandard
from typer.testing import CliRunner, Result

from contracts.topics import CNAF_RSA, DOSSIERS_FAITS
from passerelle.cli import app
from streams.journal import Journal, write_journal
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import DEMANDE, DROIT


@pytest.fixture(params=[DOSSIERS_FAITS, CNAF_RSA], ids=["facts", "partners"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Two families, one after the other, as they were recorded."""
    feed = f.Feed()
    feed.send(*f.neighbours())
    feed.send(f.whole(DEMANDE), f.whole(DROIT))
    path = tmp_path / "today.journal"
    write_journal(path, {request.param: 1}, feed.core.local.log(request.param))
    return path


def rewrite(journal: Path, lines: list[bytes]) -> None:
    """The same journal with other lines, well compressed."""
    journal.write_bytes(zstandard.compress(b"".join(lines)))


def lines_of(journal: Path) -> list[bytes]:
    return zstandard.decompress(journal.read_bytes(), 1 << 22).splitlines(keepends=True)


def replayed(journal: Path, *options: str) -> tuple[Result, set[str]]:
    """What `passerelle replay` said, and the references on which it granted a C2S."""
    out = journal.parent / "out"
    result = CliRunner().invoke(app, ["replay", str(journal), "--out", str(out), *options])
    granted = set()
    for file in out.glob("cpam.decisions.v1-*.jsonl") if out.exists() else ():
        for line in file.read_text(encoding="utf-8").splitlines():
            if "fr.cnam.c2s.accordee.v1" in line:
                granted |= {reference for reference in (f.NEIGHBOUR, f.OTHER) if reference in line}
    return result, granted


def test_the_whole_journal_gives_both_families_their_right(journal: Path) -> None:
    result, granted = replayed(journal)
    assert (result.exit_code, granted) == (0, {f.NEIGHBOUR, f.OTHER})


def test_a_journal_cut_within_a_line_is_refused_by_file_and_line(journal: Path) -> None:
    whole = lines_of(journal)
    middle = len(whole) - 2
    rewrite(journal, [*whole[:middle], whole[middle][:40]])
    result, _ = replayed(journal)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{journal}, line {middle + 1}: the journal is cut here" in result.stderr
    assert "fix: record it again, or replay it as far as it goes: --cut" in result.stderr


def test_what_stands_before_the_cut_is_used_on_request(journal: Path) -> None:
    whole = lines_of(journal)
    other = next(number for number, line in enumerate(whole) if b"00000000777" in line)
    rewrite(journal, [*whole[:other], whole[other][:40]])
    assert len(list(Journal(journal, cut=True).records())) == other - 1  # the first line is the head
    result, granted = replayed(journal, "--cut")
    assert (result.exit_code, granted) == (0, {f.NEIGHBOUR})


def test_a_file_cut_within_its_compression_is_refused_by_file_and_line(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:-20])
    result, _ = replayed(journal)
    assert result.exit_code == 1
    assert f"{journal}, line " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_line_that_was_altered_is_noticed(journal: Path) -> None:
    whole = lines_of(journal)
    rewrite(journal, [whole[0], whole[1].replace(b"0", b"1", 1), *whole[2:]])
    result, _ = replayed(journal)
    assert result.exit_code == 1
    assert "lines were altered" in result.stderr


def test_what_is_no_journal_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(json.dumps(DEMANDE), encoding="utf-8")
    result, _ = replayed(file)
    assert result.exit_code == 1
    assert f"{file}, line 1: " in result.stderr


def test_a_journal_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    result, _ = replayed(tmp_path / "nowhere.journal")
    assert result.exit_code == 1
    assert "there is no such journal. `passerelle record --out " in result.stderr
