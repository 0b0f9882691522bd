"""`passerelle replay`: a journal to decisions, without a broker."""

from pathlib import Path
from typing import Annotated

import typer

from passerelle.issue import refuse
from passerelle.options import LawOption, load_law, secret

NAME = "replay"


def command(
    journals: Annotated[list[Path], typer.Argument(metavar="JOURNAL…", help="As `passerelle record` wrote them.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where decisions go, a file per topic, partition.")],
    processes: Annotated[int, typer.Option(min=1, help="For a journal of facts: so many at once.")] = 1,
    cut: Annotated[bool, typer.Option("--cut", help="Use a journal without an end as far as it goes.")] = False,
    law: LawOption = None,
) -> None:
    """Replay a journal of dossiers.faits.v1 to the bytes of the run that wrote it, or partner journals to its rights.

    Example: passerelle replay today.journal --out decisions --processes 2
    """
    load_law(law)
    for path in journals:
        if not path.is_file():
            refuse(f"{path}: there is no such journal. `passerelle record --out {path}` writes one.")
    from passerelle.rejeu import rejouer
    from streams.journal import JournalError

    try:
        done = rejouer(journals, out, processes, law, secret(), cut)
    except JournalError as error:
        refuse(f"{error}\n  fix: record it again, or replay it as far as it goes: --cut")
    for path in done.files:
        typer.echo(path)
    typer.echo(
        f"{done.records} records read, {done.outputs} written, {done.repeats} repeats dropped, {done.refused} refused.",
        err=True,
    )
