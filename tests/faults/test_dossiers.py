"""The worker of the product under every fault, on a real Kafka: the rights in force are those of an undisturbed run."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.dossiers import Vrai, sans_trouble
from tests.faults.harness import Campaign, Outcome, Plan
from tests.kafka_container import KafkaContainer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PLANS: Mapping[str, Plan] = {
    "one worker, killed and ended in turn, from a fresh group on": Plan(
        ["kill", "kill", "term", "kill", "kill"], backlog=0.3, rate=150, between=(0.5, 3)
    ),
    "two workers, killed, ended and paused beyond the session": Plan(
        ["kill", "term", "pause", "kill"], workers=2, backlog=0.3, rate=120, between=(0.5, 3)
    ),
    "the broker killed, and down beyond the session": Plan(["kill"], backlog=0.3, rate=150, broker_down=10.0),
}


@pytest.fixture(scope="module")
def campaigns(
    kafka_broker: Callable[[], KafkaContainer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, "Future[Outcome]"]]:
    """Each on a broker of its own, as the topics' names are the product's; all at once, for they mostly wait."""
    sans_trouble()
    folder = tmp_path_factory.mktemp("dossiers")
    with ThreadPoolExecutor(len(PLANS)) as pool:
        brokers = [kafka_broker() for _ in PLANS]
        yield {
            name: pool.submit(_run, name, plan, broker, folder)
            for (name, plan), broker in zip(PLANS.items(), brokers, strict=True)
        }


@pytest.mark.parametrize("variant", PLANS)
def test_the_rights_in_force_are_those_of_an_undisturbed_run(
    variant: str, campaigns: Mapping[str, "Future[Outcome]"]
) -> None:
    outcome = campaigns[variant].result()
    assert not outcome.problems, outcome


def _run(variant: str, plan: Plan, broker: KafkaContainer, folder: Path) -> Outcome:
    seed = zlib.crc32(variant.encode())
    return Campaign(Vrai(f"vrai-{seed:08x}-{uuid4().hex[:6]}"), plan, broker, folder, seed).run()
