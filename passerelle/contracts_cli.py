"""`passerelle contracts`: what travels, whether it is whole, and what is wrong with a file of messages."""

import json
import sys
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from contracts.catalogue import CATALOGUE, MESSAGES, MessageType
from contracts.check import check as findings_of_contracts
from contracts.schemas import generate, render
from contracts.topics import BY_NAME
from contracts.validate import LineFinding
from contracts.validate import validate as validate_text

app = typer.Typer(
    name="contracts",
    help="What travels: message types, their schemas and examples; is a file of messages sound?",
    no_args_is_help=True,
)


class Format(StrEnum):
    """How data are printed."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


@app.command()
def check() -> None:
    """Check that committed schemas are the generated ones, that examples hold and that topics are whole.

    Example: passerelle contracts check
    """
    found = findings_of_contracts()
    for line in found:
        typer.echo(line)
    typer.echo(f"{len(MESSAGES)} message types, {len(BY_NAME)} topics: {len(found)} findings.", err=True)
    raise typer.Exit(2 if found else 0)


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(metavar="[TYPE]", help="A message type; none: list them.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Show a message type field by field; with --format json, its JSON Schema. Without a type, list them.

    Example: passerelle contracts show fr.cnaf.rsa.demande.v1
    """
    if name is None:
        _list(output)
        return
    message = _known(name)
    if output is Format.JSON:
        typer.echo(render(message), nl=False)
        return
    _print_header(message)
    table = Table("field", "", "says")
    schema = generate(message)
    for field, part in schema["properties"].items():
        table.add_row(field, "required" if field in schema.get("required", ()) else "", part.get("description", ""))
    Console().print(table)


@app.command()
def validate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines, or one JSON document; - for stdin.")],
    type_: Annotated[str | None, typer.Option("--type", help="Type of bare data, without their envelope.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Hold each message of a file to its contract: line, field, what it means in law, the fix. Exit 2 on findings.

    Example: passerelle contracts validate journal.jsonl
    """
    if type_ is not None:
        _known(type_)
    report = validate_text(_text(file), type_)
    if output is Format.JSON:
        typer.echo(json.dumps([_as_json(found) for found in report.findings], ensure_ascii=False, indent=2))
    else:
        for found in report.findings:
            typer.echo(_as_text(file, found))
    typer.echo(f"{file}: {report.messages} messages, {len(report.findings)} findings.", err=True)
    raise typer.Exit(2 if report.findings else 0)


def _as_text(file: str, found: LineFinding) -> str:
    champ, valeur, sens, remede = found.finding
    value = f" = {valeur}" if valeur else ""
    lines = [f"{file}:{found.line}: {found.cause} {champ}{value}".rstrip(), f"    {sens}"]
    return "\n".join([*lines, f"    fix: {remede}"] if remede else lines)


def _as_json(found: LineFinding) -> dict[str, object]:
    return {"line": found.line, "cause": found.cause, **found.finding._asdict()}


def _text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except OSError as error:
        _refuse(f"{file}: {error.strerror}.")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        _refuse(f"{file}:{line}: not UTF-8 text; a compressed journal must be unpacked first.")


def _known(name: str) -> MessageType:
    if name not in CATALOGUE:
        close = get_close_matches(name, CATALOGUE, 1, 0.4)
        hint = f" did you mean {close[0]}?" if close else ""
        _refuse(f"{name}: no such message type;{hint} `passerelle contracts show` lists them.")
    return CATALOGUE[name]


def _refuse(said: str) -> NoReturn:
    typer.echo(said, err=True)
    raise typer.Exit(1)


def _list(output: Format) -> None:
    if output is Format.JSON:
        rows = [
            {"type": each.type, "title": each.title, "topics": each.topics, "regles": each.legal} for each in MESSAGES
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("type", "title", "topic")
    for each in MESSAGES:
        table.add_row(
            each.type, each.title, each.topics[0] if len(each.topics) == 1 else "every partner and output topic"
        )
    Console().print(table)


def _print_header(message: MessageType) -> None:
    typer.echo(f"{message.type}: {message.title}")
    typer.echo(f"catalogue: {' '.join(message.legal) or '-'}")
    for name in message.topics:
        topic = BY_NAME[name]
        typer.echo(f"topic {name}: {topic.owner}; {topic.legal_basis}")
