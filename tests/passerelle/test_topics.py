"""`passerelle topics`: on paper without a broker, and beside what a broker has."""

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner, Result

from passerelle.cli import app
from streams.embedded import embedded
from streams.topics import Topic

NOBODY = "127.0.0.1:1"


def topics(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["topics", *arguments])


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with embedded([Topic("cnaf.rsa.v1", 3)]) as address:
        yield address


def test_they_are_listed_without_a_broker() -> None:
    rows = {row["name"]: row for row in json.loads(topics("--format", "json", "--partitions", "3").stdout)}
    assert rows["cnaf.rsa.v1"]["partitions"] == 3
    assert rows["calendrier.v1"]["partitions"] == 1
    assert rows["passerelle-dossiers-changelog"]["role"] == "changelog"
    assert "cnaf.rsa.v1-dlt" in rows


def test_a_broker_that_lacks_some_is_a_finding(broker: str) -> None:
    result = topics("--broker", broker, "--partitions", "3", "--format", "json")
    assert result.exit_code == 2
    there = {row["name"]: row["on_broker"] for row in json.loads(result.stdout)}
    assert (there["cnaf.rsa.v1"], there["cnav.aspa.v1"]) == (3, None)


def test_another_number_of_partitions_is_a_new_generation(broker: str) -> None:
    result = topics("--broker", broker, "--partitions", "5")
    assert result.exit_code == 2


def test_no_broker_is_a_matter_of_connectivity() -> None:
    result = topics("--create", "--broker", NOBODY)
    assert result.exit_code == 3
    assert "passerelle broker" in result.stderr
