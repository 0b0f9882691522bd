"""Options that several commands share; each also reads its PASSERELLE_* variable, through the settings."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from passerelle.issue import refuse

if TYPE_CHECKING:
    from law.loader import Loi
    from streams.settings import Settings


class Format(StrEnum):
    """How data are printed."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]
BrokerOption = Annotated[
    str | None, typer.Option("--broker", metavar="HOST:PORT", help="Several by commas; else PASSERELLE_BROKER.")
]
PartitionsOption = Annotated[
    int | None, typer.Option("--partitions", min=1, help="Of every topic; else PASSERELLE_PARTITIONS, 4.")
]
LawOption = Annotated[
    Path | None, typer.Option("--law", envvar="PASSERELLE_LAW", help="Another law folder (periode.yaml, parametres/).")
]


def settings(**given: Any) -> "Settings":
    """Flag, then environment, then default; a wrong value is told by its name."""
    from pydantic import ValidationError

    from streams.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        said = [f"PASSERELLE_{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        refuse("\n".join(said))


def load_law(folder: Path | None) -> "Loi":
    """The law, whole, or a refusal that names file, parameter and date."""
    from law.loader import load

    return load(folder)


def secret() -> str:
    """The salt of pseudonyms: only from the environment, never on a command line that others can list."""
    import os

    from contracts.pseudonyme import SEL_PUBLIC

    return os.environ.get("PASSERELLE_SEL") or SEL_PUBLIC
