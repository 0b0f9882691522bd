"""`passerelle record`: topics to a journal."""

from pathlib import Path
from typing import Annotated

import typer

from passerelle.issue import refuse
from passerelle.options import BrokerOption, PartitionsOption, settings

NAME = "record"


def command(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The journal to write.")],
    topics: Annotated[str | None, typer.Option(help="Topics, by commas; else all but the dead letters.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Go on until Ctrl-C or SIGTERM.")] = False,
    until_idle: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=0.1, help="Go on until nothing comes for so long.")
    ] = None,
    broker: BrokerOption = None,
    partitions: PartitionsOption = None,
) -> None:
    """Write topics to a journal: JSON lines under zstd, headers kept, with an end that tells a cut one.

    Example: passerelle record --broker localhost:9092 --out today.journal
    """
    from passerelle.enregistrement import record
    from streams.topics import deployment

    config = settings(broker=broker, partitions=partitions)
    catalogue = {topic.name: topic for topic in deployment(config.partitions)}
    names = [n.strip() for n in topics.split(",")] if topics else [n for n in catalogue if not n.endswith("-dlt")]
    if unknown := [name for name in names if name not in catalogue]:
        refuse(f"--topics: {', '.join(unknown)} is no topic; `passerelle topics` lists them.")
    try:
        count = record(config.broker, [catalogue[name] for name in names], out, follow, until_idle)
    except OSError as error:
        refuse(f"{out}: {error.strerror}.")
    typer.echo(f"{out}: {count} records of {len(names)} topics.", err=True)
