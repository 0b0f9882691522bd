"""`passerelle trace`: by any number of a household, its facts, decisions with their grounds, and letters."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from passerelle.chaine import noms_possibles
from passerelle.cli import app
from passerelle.lectures import Lectures
from streams.journal import Journal


def trace(run: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["trace", *arguments, "--journal", str(run / "journal.zst")], env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def granted(run_in_files: Path) -> tuple[str, str]:
    """A RSA that gave a C2S: its reference, and the number of its claimant."""
    lectures = Lectures()
    lectures.prendre(Journal(run_in_files / "journal.zst").records())
    suites = lectures.suites()
    reference = min(ref for ref, suite in suites.items() if ref.startswith("rsa:") and suite[-1].issue == "ACCORDEE")
    return reference, suites[reference][-1].titulaire.matricule or ""


def test_one_chain_from_fact_to_letter(run_in_files: Path, granted: tuple[str, str]) -> None:
    result = trace(run_in_files, granted[0])
    assert result.exit_code == 0
    for said in (
        "DemandeRsa",
        "DroitRsa",
        "C2S ACCORDEE",
        granted[0],
        "R. 861-2",
        "c2s.duree_mois = 12",
        "received 2022",
    ):
        assert said in result.stdout


def test_every_way_of_naming_it_leads_to_the_same_chain(run_in_files: Path, granted: tuple[str, str]) -> None:
    reference, numero = granted
    spaced = f"{numero[0]} {numero[1:3]} {numero[3:5]} {numero[5:7]} {numero[7:10]} {numero[10:]}"
    chains = {trace(run_in_files, name).stdout for name in (reference, reference.rpartition(":")[2], numero, spaced)}
    assert len(chains) == 1


def test_numbers_are_masked_unless_asked_for(run_in_files: Path, granted: tuple[str, str]) -> None:
    assert granted[1] not in trace(run_in_files, granted[1]).stdout
    assert granted[1] in trace(run_in_files, granted[1], "--clear").stdout


def test_whoever_is_unknown_is_a_wrong_use(run_in_files: Path) -> None:
    result = trace(run_in_files, "2 99 99 99 999 999")
    assert result.exit_code == 1
    assert "2 99" not in result.stderr


def test_a_number_is_found_with_its_key_and_as_the_end_of_a_reference() -> None:
    known = ["m:1840531555123", "a:7503012345", "rsa:CAF-751:00012345678", "aps:APS-75-2022"]
    assert noms_possibles("1 84 05 31 555 123 45", known) == {"m:1840531555123"}
    assert noms_possibles("7503012345", known) == {"a:7503012345"}
    assert noms_possibles("00012345678", known) == {"rsa:CAF-751:00012345678"}
    assert noms_possibles("APS-75-2022", known) == {"aps:APS-75-2022"}


def test_a_fact_is_kept_once_however_often_it_was_forwarded(run_in_files: Path) -> None:
    once, twice = Lectures(), Lectures()
    records = list(Journal(run_in_files / "journal.zst").records())
    once.prendre(records)
    twice.prendre([*records, *reversed(records)])
    assert (once.faits, once.decisions) == (twice.faits, twice.decisions)
    assert json.dumps(sorted(once.lettres)) == json.dumps(sorted(twice.lettres))
