"""`passerelle broker`: the embedded broker, on a port, until interrupted."""

from typing import Annotated

import typer

from passerelle.options import PartitionsOption, load_law, settings

NAME = "broker"


def command(
    port: Annotated[int, typer.Option(help="0: the system's choice; the address is printed.", min=0, max=65535)] = 9092,
    partitions: PartitionsOption = None,
) -> None:
    """Run the embedded broker, with all topics, until interrupted. It is in memory: nothing is kept.

    Example: passerelle broker --port 9092
    """
    from passerelle.deploiement import topics
    from passerelle.issue import refuse
    from streams.embedded import serve

    wanted = topics(settings(partitions=partitions), load_law(None))
    typer.echo(f"{len(wanted)} topics, in memory; clients begin at the address below. Ctrl-C ends it.", err=True)
    try:
        raise typer.Exit(serve(wanted, port))
    except OSError as error:
        refuse(f"port {port}: {error.strerror}. Choose another: passerelle broker --port 0")
