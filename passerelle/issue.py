"""How a command ends: 0 ok, 1 usage or configuration, 2 findings, 3 connectivity; what went wrong is said on stderr."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import typer

OK, USAGE, FINDINGS, CONNECTIVITY = 0, 1, 2, 3

# By name, so that no package is imported only to be able to fail.
_CODES: Mapping[str, int] = {
    "law.erreurs.LoiInvalide": USAGE,
    "simulators.lecture.ScenarioInvalide": USAGE,
    "kafka.errors.NoBrokersAvailable": CONNECTIVITY,
    "kafka.errors.KafkaTimeoutError": CONNECTIVITY,
    "kafka.errors.KafkaConnectionError": CONNECTIVITY,
}


def refuse(said: str, code: int = USAGE) -> NoReturn:
    """Say on stderr why it cannot be, and end."""
    typer.echo(said, err=True)
    raise typer.Exit(code)


@contextmanager
def told() -> Iterator[None]:
    """Errors that a person can mend are told in one sentence, without a traceback."""
    try:
        yield
    except Exception as error:
        code = code_of(error)
        if code is None:
            raise
        refuse(str(error), code)


def code_of(error: BaseException) -> int | None:
    """The exit code of an error that says itself what to do; None for a bug."""
    own = getattr(error, "exit_code", None)
    if isinstance(own, int) and not isinstance(error, (typer.Exit, typer.TyperException)):
        return own
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return next((_CODES[name] for name in names if name in _CODES), None)
