"""A worker as a child process: always ended, and its last words are told when it dies."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from types import TracebackType
from typing import Self

SECONDS_TO_DRAIN = 10.0
LAST_LINES = 12


class WorkerDied(Exception):
    """The worker ended by itself."""

    exit_code = 1


class Worker:
    """`passerelle worker` in a process of its own, with settings given by its environment."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {**os.environ, **environment}

    def __enter__(self) -> Self:
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "passerelle", "worker"],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C is for the parent, which drains the child
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_DRAIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def watch(self) -> None:
        """Raise when the worker is no more."""
        code = self._process.poll()
        if code is not None:
            raise WorkerDied(f"the worker ended with exit code {code}. Its last lines:\n{self.last_words()}")

    def last_words(self) -> str:
        """The end of its log."""
        self._log.seek(0)
        return "\n".join(self._log.read().decode(errors="replace").splitlines()[-LAST_LINES:])
