"""A law file that cannot be used: nothing starts, and file, parameter and day are named; never a dead letter."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from law.loader import DOSSIER
from passerelle.cli import app
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import DEMANDE, DROIT

HOLE = ("depuis: 2019-11-01", "depuis: 2022-03-01")
WRONG_KEY = ("valeur:", "valuer:")
COMMANDS = {
    "decide": ["decide", "--law"],
    "law": ["law", "--law"],
    "worker": ["worker", "--broker", "127.0.0.1:1", "--law"],  # no broker is asked before the law holds
    "simulate": ["simulate", "rsa-teleservice", "--out", "nowhere", "--law"],
}
each = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the law, with one text of `c2s.duree_mois` changed."""

    def write(old: str, new: str) -> Path:
        shutil.copytree(DOSSIER / "parametres", tmp_path / "parametres")
        shutil.copy(DOSSIER / "periode.yaml", tmp_path)
        file = tmp_path / "parametres" / "c2s" / "duree_mois.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file

    return write


def started(command: str, law: Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command told to use that law."""
    arguments = [*COMMANDS[command], str(law), *(["show", "c2s.duree_mois"] if command == "law" else [])]
    messages = "\n".join(json.dumps(event) for event in (DEMANDE, DROIT))
    result = CliRunner().invoke(app, arguments, input=messages)
    assert not Path("nowhere").exists()
    return result.exit_code, result.stdout, result.stderr


@each
def test_a_hole_in_the_supported_period_refuses_to_start(command: str, folder: Callable[..., Path]) -> None:
    file = folder(*HOLE)
    code, out, err = started(command, file.parents[2])
    assert (code, out) == (1, "")
    assert err.startswith(f"{file}:1: c2s.duree_mois has no value on 2022-01-01, inside the supported period")
    assert "fix: add the value in force on 2022-01-01" in err


@each
def test_a_wrong_key_refuses_to_start(command: str, folder: Callable[..., Path]) -> None:
    file = folder(*WRONG_KEY)
    code, out, err = started(command, file.parents[2])
    assert (code, out) == (1, "")
    assert err.startswith(f"{file}:6: unknown field 'valuer' (did you mean 'valeur'?)")
    assert "fix: use one of " in err


def test_the_law_as_shipped_starts() -> None:
    code, out, _ = started("decide", DOSSIER)
    assert code == 0
    assert f.OTHER in out
