"""A worker as a child: it is always ended, and when it dies its last words are told."""

import os
import time
from contextlib import suppress

import pytest

from passerelle.enfant import Worker, WorkerDied
from passerelle.issue import code_of


def test_a_worker_that_dies_is_told_with_its_last_lines() -> None:
    with Worker({"PASSERELLE_BROKER": "127.0.0.1:1"}) as worker:
        worker._process.wait(60)
        with pytest.raises(WorkerDied, match="no broker answers") as died:
            worker.watch()
    assert "exit code 3" in str(died.value)
    assert code_of(died.value) == 1


def test_a_failure_of_the_parent_ends_the_child() -> None:
    worker = Worker({"PASSERELLE_BROKER": "127.0.0.1:1"})
    with suppress(KeyboardInterrupt), worker:
        raise KeyboardInterrupt
    assert worker._process.poll() is not None


def test_a_child_that_does_not_drain_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("passerelle.enfant.SECONDS_TO_DRAIN", 0.0)
    with Worker(dict(os.environ)) as worker:
        started = time.monotonic()
    assert worker._process.returncode is not None
    assert time.monotonic() - started < 30
