"""A scenario that cannot be lived: the line, the key, what was probably meant; nothing is written."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from passerelle.cli import app
from simulators.scenario import DOSSIER


def simulate(tmp_path: Path, scenario: str) -> Result:
    return CliRunner().invoke(app, ["simulate", scenario, "--out", str(tmp_path / "out")])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fin: 2022-04-30", "fn: 2022-04-30", "5: unknown key 'fn'; did you mean 'fin'?"),
        (
            "      depot: 2022-02-14",
            "      depo: 2022-02-14",
            "15: unknown key 'depo' in vies.0.rsa; did you mean 'depot'?",
        ),
        ("      choix: ACCEPTEE", "      choix: ACCEPTE", "16: vies.0.rsa.choix: Input should be"),
        ("fin: 2022-04-30", "fin: 2021-04-30", "5: the period ends before it starts (2022-01-01)"),
        ("vies:", "vies: [", "not YAML"),
    ],
)
def test_a_wrong_key_or_value_is_told_by_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (DOSSIER / "rsa-teleservice.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = simulate(tmp_path, str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert any(line.startswith(f"{file}:") and said in line for line in result.stderr.splitlines()), result.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_scenario_is_told_with_the_nearest(tmp_path: Path) -> None:
    result = simulate(tmp_path, "rsa-telservice")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean 'rsa-teleservice'?" in result.stderr
    assert "passerelle simulate --list" in result.stderr
