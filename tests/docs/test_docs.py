"""What the documents say is so: tables, printed texts, commands and links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from contracts.markdown import FILE, render
from passerelle.cli import app
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import CAS, Cas

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def test_the_tables_of_messages_are_those_of_the_catalogue() -> None:
    assert FILE.read_text(encoding="utf-8") == render(), "run `python -m contracts.markdown`"


@pytest.mark.parametrize("cas", CAS.values(), ids=CAS)
def test_what_is_printed_for_a_bad_record_is_what_is_documented(cas: Cas) -> None:
    said = (ROOT / "docs" / "mauvaises-entrees.md").read_text(encoding="utf-8")
    feed = f.Feed()
    feed.send(cas.record)
    (letter,) = feed.dead()
    reason = f.reason(letter)
    text = f"{reason['cause']}: {reason['detail'].partition(' Fix: ')[0]}"
    known = re.sub(r"\(byte \d+\)", "(byte 4)", text).partition(" The field says: ")[0]
    assert known in said


@each
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


@each
def test_every_file_that_is_named_exists(document: Path) -> None:
    named = re.findall(r"`([a-z_.]+/[A-Za-z0-9_./-]+)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists() and name != "apache/kafka"] == []


@each
def test_every_command_and_option_exists(document: Path) -> None:
    for command, options in commands(document):
        result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200"})
        assert result.exit_code == 0, (command, result.output)
        assert [option for option in options if option not in result.output] == [], command


@each
def test_every_target_of_make_exists(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for pair in targets for name in pair if name and f"\n{name}: " not in makefile] == []


def commands(document: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Each command line of the document: the words of the command, and the options that it is given."""
    groups = {"law", "contracts"}
    known = set(get_command(app).list_commands(None))  # type: ignore[attr-defined]
    for line in re.findall(r"passerelle ([a-z]+ [^`\n|]*|[a-z]+)", document.read_text(encoding="utf-8")):
        words = line.split()
        if words[0] in known:
            size = 2 if words[0] in groups and len(words) > 1 and words[1].isalpha() and words[1].islower() else 1
            yield words[:size], [word for word in words if re.fullmatch(r"--[a-z][a-z-]+", word)]
