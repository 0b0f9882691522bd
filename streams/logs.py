"""Logs as JSON lines, in UTC, on stderr; never a key or a text that may name a person."""

import logging
import sys
from pathlib import Path
from typing import cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

OURS = "passerelle"


def _frames_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of an exception its type and where it was raised, not its text."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = type(error).__name__
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        if trace is not None:
            event["raised_at"] = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return event


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger of ours; those of Faust's services bear our modules' names, and are the libraries'."""
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger(f"{OURS}.{name}"))


def configure_logs(level: int = logging.INFO, libraries: int = logging.WARNING) -> None:
    """Send our logs and those of the libraries the same way."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _frames_only,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=libraries, handlers=[handler], force=True)
    logging.getLogger(OURS).setLevel(level)
