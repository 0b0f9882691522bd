"""Nothing lost, nothing decided twice, repeats identical: the toy worker under every fault, on a real Kafka."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.harness import Broker, Campaign, Outcome, Plan
from tests.faults.toy import Toy
from tests.kafka_container import KafkaContainer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]

SHARED: Mapping[str, tuple[Mapping[str, str], Plan]] = {
    "kill -9, again and again": ({}, Plan(["kill"] * 4)),
    "SIGTERM, again and again": ({}, Plan(["term"] * 4)),
    "a fresh group, killed before its first commit": (
        {"PASSERELLE_COMMIT_INTERVAL": "5"},
        Plan(["kill"] * 3, backlog=1, between=(0.0, 0.1)),
    ),
    "two workers, killed in turn": ({}, Plan(["kill"] * 3, workers=2)),
    "two workers, ended in turn": ({}, Plan(["term"] * 4, workers=2)),
    "two workers, paused beyond the session": ({}, Plan(["pause"] * 2, workers=2, between=(0.3, 1.0))),
    "a handler that raises once": ({"TOY_FAIL_MARK": "failed-once"}, Plan()),
}
ALONE: Mapping[str, Plan] = {
    "the broker killed, and back at once": Plan(["kill"], broker_down=1.0),
    "the broker down beyond the session": Plan(broker_down=10.0),
}


@pytest.fixture(scope="module")
def campaigns(
    kafka_bootstrap: str, kafka_broker: Callable[[], KafkaContainer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, "Future[Outcome]"]]:
    """Several variants at once, for they mostly wait for sessions to end; those that kill the broker in turn on one."""
    folder = tmp_path_factory.mktemp("campaigns")
    with ThreadPoolExecutor(3) as together, ThreadPoolExecutor(1) as alone:
        given, own = Given(kafka_bootstrap), alone.submit(kafka_broker)
        runs = {name: together.submit(_run, name, *variant, lambda: given, folder) for name, variant in SHARED.items()}
        runs |= {name: alone.submit(_run, name, {}, plan, own.result, folder) for name, plan in ALONE.items()}
        yield runs


@pytest.mark.parametrize("variant", [*SHARED, *ALONE])
def test_what_was_counted_is_the_truth(variant: str, campaigns: Mapping[str, "Future[Outcome]"]) -> None:
    outcome = campaigns[variant].result()
    assert not outcome.problems, outcome


class Given:
    """The broker that all share: nobody kills it."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap

    def kill(self) -> None:
        raise NotImplementedError

    start = kill


def _run(
    variant: str, environment: Mapping[str, str], plan: Plan, broker: Callable[[], Broker], folder: Path
) -> Outcome:
    seed = zlib.crc32(variant.encode())
    if mark := environment.get("TOY_FAIL_MARK"):
        environment = {**environment, "TOY_FAIL_MARK": str(folder / mark)}
    toy = Toy(f"toy-{seed:08x}-{uuid4().hex[:6]}", environment=environment)
    return Campaign(toy, plan, broker(), folder, seed).run()
