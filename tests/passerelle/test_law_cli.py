"""`passerelle law` answers on stdout; what is wrong goes to stderr, with the fix."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from passerelle.law_cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_show_gives_the_value_of_a_day() -> None:
    result = run("show", "aspa.conjoint_teste_depuis", "--on", "2023-07-29", "--format", "json")
    assert result.exit_code == 0
    shown = json.loads(result.stdout)
    assert [value["valeur"] for value in shown["valeurs"]] == [True]
    assert shown["valeurs"][0]["publie_le"] == "2023-07-28"


def test_show_without_a_day_gives_all_values() -> None:
    result = run("show", "asi.plafond")
    assert result.exit_code == 0
    assert "2022-07-01" in result.stdout
    assert "10163.71" in result.stdout


def test_an_unknown_parameter_is_refused_on_stderr() -> None:
    result = run("show", "c2s.dure_mois")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "did you mean 'c2s.duree_mois'" in result.stderr


def test_list_names_every_parameter() -> None:
    result = run("list", "--format", "json")
    assert result.exit_code == 0
    assert "c2s.duree_mois" in [row["nom"] for row in json.loads(result.stdout)]


def test_coverage_names_the_rules_that_apply_a_statement() -> None:
    result = run("coverage", "--format", "json")
    assert result.exit_code == 0
    rows = {row["id"]: row for row in json.loads(result.stdout)["catalogue"]}
    assert any(rule["fonction"].startswith("agents.rules.rsa.") for rule in rows["B05"]["regles"])
    assert len(rows) == 246


def test_coverage_of_one_section_is_a_table() -> None:
    result = run("coverage", "--section", "F")
    assert result.exit_code == 0
    assert "F02" in result.stdout
    assert "B05" not in result.stdout


def test_a_law_folder_with_a_fault_is_refused(tmp_path: Path) -> None:
    result = run("--law", str(tmp_path), "list")
    assert result.exit_code == 1
    assert "no parameter there" in result.stderr
    assert "fix: " in result.stderr
