"""The commands are a contract: their names, their exit codes, an example in every help."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from passerelle.cli import app

COMMANDS = ("demo", "broker", "topics", "worker", "simulate", "record", "replay", "decide", "trace")
SUB_COMMANDS = (
    ("law", "show"), ("law", "list"), ("law", "coverage"),
    ("contracts", "check"), ("contracts", "show"), ("contracts", "validate"),
)  # fmt: skip


def test_every_command_is_listed_with_the_exit_codes() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert all(name in result.stdout for name in (*COMMANDS, "law", "contracts", "Exit codes"))


@pytest.mark.parametrize("command", [*((name,) for name in COMMANDS), *SUB_COMMANDS])
def test_every_help_shows_an_example(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert f"Example: passerelle {' '.join(command)}" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["nope"], ["broker", "--nope"], ["worker", "--partitions", "zero"], ["trace"], ["law", "show"], ["law", "nope"]],
)
def test_a_wrong_use_is_one_because_two_says_findings(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert result.stderr != ""


def test_help_waits_for_no_package_of_ours_and_no_client() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import passerelle.cli, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"faust", "kafka", "confluent_kafka", "pydantic", "contracts", "agents", "streams", "simulators", "law"}
    assert heavy & set(said.stdout.split()) == set()


def test_agents_and_feeds_are_known_by_name() -> None:
    for option, value in (("--agents", "intake,oracle"), ("--feeds", "cnaf.rsa.v9")):
        result = CliRunner().invoke(app, ["worker", option, value])
        assert result.exit_code == 1
        assert value.split(",")[-1] in result.stderr


def test_a_wrong_setting_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_PARTITIONS", "many")
    result = CliRunner().invoke(app, ["topics"])
    assert result.exit_code == 1
    assert "PASSERELLE_PARTITIONS" in result.stderr
