"""Where tests get a real Kafka; without one they are skipped and say why, or fail where one is required."""

import os
from collections.abc import Callable, Generator, Iterator

import pytest
from docker.errors import APIError, DockerException
from testcontainers.core.config import testcontainers_config
from testcontainers.core.docker_client import DockerClient

from tests.kafka_container import KafkaContainer, await_broker

REQUIRED = bool(os.environ.get("PASSERELLE_REQUIRE_KAFKA"))
NEEDS_KAFKA = {"kafka_bootstrap", "kafka_broker"}

testcontainers_config.ryuk_disabled = True  # the fixtures remove what they start; Ryuk is one more image to pull


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if NEEDS_KAFKA & set(getattr(item, "fixturenames", ())):
            item.add_marker("kafka")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    needed = any(item.get_closest_marker(name) for name in ("kafka", "compose"))
    if REQUIRED and needed and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, although PASSERELLE_REQUIRE_KAFKA is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"a whole module skipped, although PASSERELLE_REQUIRE_KAFKA is set: {report.longrepr}"
    return report


def _started() -> KafkaContainer:
    try:
        DockerClient().client.ping()
    except DockerException as error:
        pytest.skip(f"no Docker Engine answers ({type(error).__name__}), and PASSERELLE_KAFKA=host:port is not set")
    broker = KafkaContainer()
    try:
        return broker.start()
    except APIError as error:
        broker.remove()
        pytest.skip(f"no container of Kafka could be started: {error.explanation or error}")


@pytest.fixture(scope="session")
def kafka_bootstrap() -> Iterator[str]:
    """host:port of a real Kafka for the session: PASSERELLE_KAFKA, or a container. Topics and groups are your own."""
    given = os.environ.get("PASSERELLE_KAFKA")
    if given:
        await_broker(given)
        yield given
        return
    broker = _started()
    yield broker.bootstrap
    broker.remove()


@pytest.fixture(scope="module")
def kafka_broker() -> Iterator[Callable[[], KafkaContainer]]:
    """Makes brokers of the module's own, running, to be killed and started again: `kafka_broker().kill()`."""
    made: list[KafkaContainer] = []

    def make() -> KafkaContainer:
        made.append(_started())
        return made[-1]

    yield make
    for broker in made:
        broker.remove()
