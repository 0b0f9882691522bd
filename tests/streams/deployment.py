"""A worker like the real one in shape: eight topics into one handler, one with states, one of a single partition."""

import sys
from collections.abc import Sequence

from contracts.wire import Message, Record, Refusal, StateMap, Step
from streams.agent import attach
from streams.app import FeedApp, needed_topics
from streams.settings import Settings
from streams.topics import Topic
from streams.worker import run
from tests.streams.counting import Counting

PARTNERS = 8


class Relay:
    """Passes numbers on by key; a record "close" becomes a report to the calendar once those are there."""

    def __init__(self, facts: str, calendar: str) -> None:
        self.facts, self.calendar = facts, calendar

    def restore(self, partition: int, states: StateMap) -> None:
        assert not states

    def release(self, partition: int) -> None:
        pass

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        step = Step()
        for record in batch:
            value = record.value or b""
            if value.startswith(b"close "):
                step.closing.append(Message(self.calendar, None, value.removeprefix(b"close "), partition=0))
            elif value == b"raise":
                raise RuntimeError(f"no dossier for {record.key!r}")
            elif value.isdigit():
                step.outputs.append(Message(self.facts, record.key, value, record.headers))
            else:
                step.refused.append(Refusal(record, "not-a-number", "the value is not a number: é"))
        return step


def topics(app_id: str, partitions: int = 4) -> list[Topic]:
    """Inputs first, then facts, calendar, and the two outputs."""
    names = [f"{app_id}-p{n}" for n in range(PARTNERS)] + [f"{app_id}-facts", f"{app_id}-out"]
    single = [f"{app_id}-calendar", f"{app_id}-days"]
    return [Topic(name, partitions) for name in names] + [Topic(name, 1) for name in single]


def app(settings: Settings) -> FeedApp:
    """All three handlers in one worker."""
    worker, name = FeedApp(settings), settings.app_id
    partners = [f"{name}-p{n}" for n in range(PARTNERS)]
    attach(worker, "intake", partners, Relay(f"{name}-facts", f"{name}-calendar"))
    attach(worker, "dossiers", [f"{name}-facts"], Counting(f"{name}-out"), state="dossiers")
    attach(worker, "calendrier", [f"{name}-calendar"], Counting(f"{name}-days"), state="jours")
    return worker


def all_topics(app_id: str) -> list[Topic]:
    """What the broker must have."""
    return needed_topics(app(Settings(app_id=app_id)), topics(app_id))


if __name__ == "__main__":
    given = Settings()
    sys.exit(run(app(given), topics(given.app_id)))
