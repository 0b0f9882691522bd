"""`passerelle worker`: the Faust worker; SIGTERM drains it."""

from typing import Annotated

import typer

from passerelle.issue import refuse
from passerelle.options import BrokerOption, LawOption, PartitionsOption, load_law, secret, settings

NAME = "worker"
AGENTS = ("intake", "calendrier", "dossiers")


def command(
    broker: BrokerOption = None,
    agents: Annotated[str, typer.Option(help="Which agents, by commas.")] = ",".join(AGENTS),
    feeds: Annotated[
        str | None, typer.Option(help="Topics that close days, by commas; else PASSERELLE_FEEDS, all partners.")
    ] = None,
    partitions: PartitionsOption = None,
    app_id: Annotated[
        str | None, typer.Option("--app-id", help="Consumer group and changelogs; else PASSERELLE_APP_ID, passerelle.")
    ] = None,
    law: LawOption = None,
) -> None:
    """Run the agents until SIGTERM or Ctrl-C, which drain them. PASSERELLE_SEL holds the secret salt of pseudonyms.

    Example: passerelle worker --broker localhost:9092
    """
    only = _named(agents)
    config = settings(broker=broker, feeds=_feeds(feeds), partitions=partitions, app_id=app_id)
    loi = load_law(law)
    from agents.workers import create
    from streams.topics import deployment
    from streams.worker import run

    app = create(config, loi, secret(), only)
    raise typer.Exit(run(app, deployment(config.partitions)))


def _named(agents: str) -> tuple[str, ...]:
    only = tuple(name.strip() for name in agents.split(",") if name.strip())
    if unknown := [name for name in only if name not in AGENTS]:
        refuse(f"--agents: no agent {', '.join(unknown)}; there are {', '.join(AGENTS)}.")
    return only


def _feeds(feeds: str | None) -> str | None:
    from contracts.topics import partner_topics

    known = [topic.name for topic in partner_topics()]
    if unknown := [name for name in (feeds or "").split(",") if name and name.strip() not in known]:
        refuse(f"--feeds: {', '.join(unknown)} is no partner topic; there are {', '.join(known)}.")
    return feeds
