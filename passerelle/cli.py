"""The command line: it assembles commands and decides nothing."""

import importlib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from passerelle.commands import broker, decide, demo, record, replay, simulate, topics, trace, worker
from passerelle.issue import USAGE, told

# Groups that are imported when they are run: `passerelle --help` waits for none of them.
_DEFERRED = {
    "law": "The law in force: dated parameters, and which statements of the catalogue are applied.",
    "contracts": "What travels: message types, their schemas and examples; is a file of messages sound?",
}


class Passerelle(TyperGroup):
    """All commands; a wrong use is 1, because 2 says that something was found."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *_DEFERRED]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in _DEFERRED:
            return TyperCommand(name=cmd_name, help=_DEFERRED[cmd_name], callback=None)
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and command.name in _DEFERRED:
            command = typer.main.get_command(importlib.import_module(f"passerelle.{command.name}_cli").app)
        return name, command, rest

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().make_context(*args, **kwargs)
        except typer.TyperException as error:
            error.exit_code = USAGE
            raise

    def invoke(self, ctx: Any) -> Any:
        try:
            with told():
                return super().invoke(ctx)
        except typer.TyperException as error:
            error.exit_code = USAGE
            raise


app = typer.Typer(
    name="passerelle",
    cls=Passerelle,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they would show people's numbers
    help="Partner feeds in, decisions out: who is granted or invited to the C2S, and for whom PUMa opens.",
    epilog="Exit codes: 0 ok, 1 usage or configuration, 2 findings, 3 no broker.",
)

for module in (demo, broker, topics, worker, simulate, record, replay, decide, trace):
    app.command(module.NAME)(module.command)
