"""What is said of a message that cannot be used: a stable cause, the field, the value (never a NIR), the fix."""

import re
from typing import Any, Literal, LiteralString, NamedTuple

from pydantic_core import PydanticCustomError

Cause = Literal["NOT_CLOUDEVENT", "NOT_JSON", "UNKNOWN_TYPE", "NEWER_VERSION", "WRONG_TOPIC", "CONTRACT"]
CAUSES: tuple[Cause, ...] = (
    "NOT_CLOUDEVENT", "NOT_JSON", "UNKNOWN_TYPE", "NEWER_VERSION", "WRONG_TOPIC", "CONTRACT",
)  # fmt: skip

# Thirteen digits or more, however they are spaced: shaped like a NIR, NIA, NNP or MIG, or like one that was mistyped.
_SEP = r"[ .\u00a0]?"
_NUMERO = re.compile(rf"(?<!\d)\d(?:{_SEP}\d){{4}}{_SEP}(?:\d{_SEP}\d|2[ABab])(?:{_SEP}\d){{6,}}")


class Finding(NamedTuple):
    """One thing wrong in one field."""

    champ: str
    valeur: str
    sens: str
    remede: str

    def __str__(self) -> str:
        shown = f" = {self.valeur}" if self.valeur else ""
        return f"{self.champ}{shown}: {self.sens} Fix: {self.remede}"


class Unusable(Exception):
    """A record that no rule may read: it goes to the dead letters with `cause` and `detail`."""

    def __init__(self, cause: Cause, detail: str, findings: tuple[Finding, ...] = ()) -> None:
        self.cause: Cause = cause
        self.detail = mask(detail)  # here too, so that no caller can forget
        super().__init__(f"{cause}: {self.detail}")
        self.findings = findings


def mask(text: str) -> str:
    """The text with every number that identifies a person at the social security hidden but for its first digit."""
    return _NUMERO.sub(lambda found: mask_number(found.group()), text)


def mask_number(number: str) -> str:
    """A number with only its first character left: its length still tells what went wrong."""
    return number[:1] + "*" * (len(number) - 1)


def broken(code: LiteralString, sens: str, remede: str, champ: str = "", valeur: object = None) -> PydanticCustomError:
    """The error a contract raises: what the law or the exchange says, and what the sender must mend."""
    context: dict[str, Any] = {"champ": champ, "sens": sens, "remede": remede}
    if valeur is not None:
        context["valeur"] = mask(str(valeur))
    return PydanticCustomError(code, "{sens}", context)
