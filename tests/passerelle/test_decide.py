"""`passerelle decide`: messages on stdin, what follows on stdout, refusals by line on stderr."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from passerelle.cli import app
from tests.contracts.messages import envelope

DEMANDE = envelope("fr.cnaf.rsa.demande.v1")
DROIT = envelope("fr.cnaf.rsa.droit-ouvert.v1")


def decide(*events: Any, arguments: tuple[str, ...] = ()) -> Result:
    lines = [event if isinstance(event, str) else json.dumps(event) for event in events]
    return CliRunner().invoke(app, ["decide", *arguments], input="\n".join(lines) + "\n")


def types(result: Result) -> list[str]:
    return [json.loads(line)["type"] for line in result.stdout.splitlines()]


def on_paper() -> dict[str, Any]:
    demande: dict[str, Any] = json.loads(json.dumps(DEMANDE))
    demande["data"] |= {"canal": "PAPIER", "c2s": "NON_EXPRIMEE"}
    del demande["data"]["c2s_le"], demande["data"]["gestionnaire"]
    return demande


def test_a_demande_and_its_right_give_the_c2s_and_a_letter() -> None:
    result = decide(DEMANDE, DROIT)
    assert result.exit_code == 0
    assert "fr.cnam.c2s.accordee.v1" in types(result)
    assert "fr.cnam.notification.v1" in types(result)
    said = json.loads(next(line for line in result.stdout.splitlines() if "accordee" in line))
    assert (said["data"]["debut"], said["data"]["fin"]) == ("2022-03-01", "2023-03-01")
    assert said["receivedtime"] == "2022-02-04T00:00:00Z"


def test_the_order_of_the_lines_is_not_that_of_the_days() -> None:
    assert decide(DEMANDE, DROIT).stdout == decide(DROIT, DEMANDE).stdout


def test_what_goes_to_others_comes_on_request() -> None:
    assert "fr.oc.droit.v1" not in types(decide(DEMANDE, DROIT))
    assert "fr.oc.droit.v1" in types(decide(DEMANDE, DROIT, arguments=("--all",)))


def test_time_passes_until_the_day_that_is_asked_for() -> None:
    invited = [t for t in types(decide(on_paper(), DROIT)) if "invitee" in t]
    again = [t for t in types(decide(on_paper(), DROIT, arguments=("--until", "2022-06-30"))) if "invitee" in t]
    assert (len(invited), len(again)) == (1, 2)


def test_a_line_that_is_refused_is_told_by_its_number_and_the_others_are_decided() -> None:
    result = decide(DEMANDE, "{", "", DROIT | {"type": "fr.cnaf.rsa.droit-ouvert.v9"}, DROIT)
    assert result.exit_code == 2
    assert "line 2: NOT_JSON" in result.stderr
    assert "line 4: NEWER_VERSION" in result.stderr
    assert "fr.cnam.c2s.accordee.v1" in types(result)


def test_what_the_cnam_says_is_not_what_it_hears() -> None:
    result = decide(envelope("fr.cnam.c2s.accordee.v1"))
    assert result.exit_code == 2
    assert "line 1: WRONG_TOPIC" in result.stderr
