"""A run in files, made once: simulated partners, the core in this process, a journal of everything."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from passerelle.cli import app

HOUSEHOLDS = 60


@pytest.fixture(scope="session")
def run_in_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `passerelle simulate mixte --out`."""
    folder = tmp_path_factory.mktemp("simulate") / "mixte"
    options = ["--households", str(HOUSEHOLDS), "--partitions", "2", "--seed", "7", "--out", str(folder)]
    result = CliRunner().invoke(app, ["simulate", "mixte", *options])
    assert result.exit_code == 0, result.output
    return folder
