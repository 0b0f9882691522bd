"""`passerelle topics`: what there is to read and write, on paper or on a broker."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from passerelle.issue import FINDINGS, OK
from passerelle.options import BrokerOption, Format, FormatOption, PartitionsOption, load_law, settings

if TYPE_CHECKING:
    from contracts.topics import Topic as Catalogued
    from streams.topics import Topic

NAME = "topics"
Row = dict[str, str | int | None]


def command(
    create: Annotated[bool, typer.Option("--create", help="Create on the broker those that are missing.")] = False,
    output: FormatOption = Format.TABLE,
    broker: BrokerOption = None,
    partitions: PartitionsOption = None,
) -> None:
    """List the topics; with --broker, beside what that broker has (exit 2 if one is missing or otherwise cut).

    Example: passerelle topics --create --broker localhost:9092
    """
    from passerelle.deploiement import topics
    from streams.admin import check_topics, create_topics, partitions_by_topic

    config = settings(broker=broker, partitions=partitions)
    wanted = topics(config, load_law(None))
    if create:
        made = create_topics(config.broker, wanted)
        check_topics(config.broker, wanted)
        typer.echo(f"{len(made)} created on {config.broker}, {len(wanted) - len(made)} were there.", err=True)
    asked = partitions_by_topic(config.broker) if broker or create else None
    rows = [_row(topic, asked) for topic in wanted]
    _print(rows, output, with_broker=asked is not None)
    wrong = asked is not None and any(row["on_broker"] != row["partitions"] for row in rows)
    raise typer.Exit(FINDINGS if wrong else OK)


def _row(topic: "Topic", asked: dict[str, int] | None) -> Row:
    from contracts.topics import BY_NAME

    known = BY_NAME.get(topic.name)
    row: Row = {
        "name": topic.name,
        "role": known.role if known else "changelog",
        "partitions": topic.partitions,
        "owner": known.owner if known else "CNAM",
        "title": _title(known),
    }
    return row if asked is None else row | {"on_broker": asked.get(topic.name)}


def _title(known: "Catalogued | None") -> str:
    if known is None:
        return "States of an agent, compacted"
    return "What could not be used, with the reason" if known.role == "dead-letter" else known.title


def _print(rows: Sequence[Row], output: Format, *, with_broker: bool) -> None:
    if output is Format.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    from passerelle.ecran import ecran

    table = Table("topic", "role", "partitions", "owner", "holds", *(["on the broker"] if with_broker else []))
    table.columns[0].no_wrap = True
    table.columns[0].min_width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        cells = [str(row[name]) for name in ("name", "role", "partitions", "owner", "title")]
        there = row.get("on_broker")
        table.add_row(*cells, *([str(there or "missing")] if with_broker else []))
    ecran().print(table)
