"""`passerelle decide`: messages on stdin, decisions and notifications on stdout."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from passerelle.issue import FINDINGS, OK
from passerelle.options import LawOption, load_law, secret

NAME = "decide"


def command(
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Let deadlines pass to that day."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what goes to the SNGI and to the complementary bodies.")
    ] = False,
    law: LawOption = None,
) -> None:
    """Decide on CloudEvents, one JSON per line on stdin; decisions and notifications on stdout, refusals on stderr.

    A message is received on its receivedtime, else its recordedtime, else its time. Exit 2 when one was refused.

    Example: passerelle decide --until 2022-06-30 < messages.jsonl
    """
    loi = load_law(law)
    from contracts.topics import CPAM_DECISIONS, CPAM_NOTIFICATIONS
    from passerelle.lignes import Ligne, LigneRefusee, ecrire, lire
    from passerelle.questions import Questions

    lues = list(lire(sys.stdin.buffer))
    refus = [ligne for ligne in lues if isinstance(ligne, LigneRefusee)]
    lignes = [ligne for ligne in lues if isinstance(ligne, Ligne)]
    questions = Questions(loi, secret())
    said = 0
    for record in questions.poser(lignes, until.date() if until else None):
        if everything or record.topic in (CPAM_DECISIONS, CPAM_NOTIFICATIONS):
            texte = ecrire(record)
            if texte is not None:
                said += 1
                typer.echo(texte)
    refus += questions.refus(lignes)
    for numero, cause, detail in refus:
        where = f"line {numero}" if numero else "several lines together"
        typer.echo(f"{where}: {cause}: {detail}", err=True)
    typer.echo(f"{len(lignes)} messages, {len(refus)} refused, {said} lines said.", err=True)
    raise typer.Exit(FINDINGS if refus else OK)
