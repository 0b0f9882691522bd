"""A real Apache Kafka in a container, for tests: one node, a port of its own, to be killed and started again."""

import random
import socket
import time
from typing import TYPE_CHECKING, Self

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from testcontainers.core.container import DockerContainer

if TYPE_CHECKING:
    from docker.models.containers import Container

IMAGE = "apache/kafka:4.3.1"
SETTINGS = {
    "NODE_ID": "1",
    "PROCESS_ROLES": "broker,controller",
    "LISTENERS": "PLAINTEXT://:9092,CONTROLLER://:9093",
    "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
    "LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
    "OFFSETS_TOPIC_NUM_PARTITIONS": "4",
    "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
    "TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
    "TRANSACTION_STATE_LOG_MIN_ISR": "1",
    "SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR": "1",
    "SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR": "1",
    "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
    "BROKER_HEARTBEAT_INTERVAL_MS": "500",
    "BROKER_SESSION_TIMEOUT_MS": "3000",  # a killed broker must wait for its own old session to end
    "AUTO_CREATE_TOPICS_ENABLE": "false",
}


def free_port() -> int:
    """A port below the range that outgoing connections take, so still free when a killed broker comes back."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def await_broker(bootstrap: str, within: float = 60.0) -> None:
    """Return once the broker answers a request for its metadata."""
    deadline = time.monotonic() + within
    while True:
        try:
            AdminClient({"bootstrap.servers": bootstrap, "log_level": 0}).list_topics(timeout=1)
        except KafkaException as error:
            if time.monotonic() > deadline:
                raise TimeoutError(f"no Kafka answered at {bootstrap} within {within:.0f} s: {error}") from error
        else:
            return


class KafkaContainer:
    """One broker. Its data outlives `kill()` and `stop()`, and it comes back on the same port."""

    def __init__(self) -> None:
        port = free_port()
        self.bootstrap = f"127.0.0.1:{port}"
        settings = {f"KAFKA_{name}": value for name, value in SETTINGS.items()}
        settings["KAFKA_ADVERTISED_LISTENERS"] = f"PLAINTEXT://{self.bootstrap}"
        self._kafka = DockerContainer(IMAGE).with_envs(**settings).with_bind_ports(9092, port)
        self._made = False

    def start(self) -> Self:
        """Start it, or start it again; it answers when this returns."""
        if self._made:
            self._container.start()
        else:
            self._kafka.start()
            self._made = True
        await_broker(self.bootstrap)
        return self

    def kill(self) -> None:
        """As kill -9 does: nothing is flushed, nobody is told."""
        self._container.kill(signal="SIGKILL")
        self._container.wait()

    def stop(self) -> None:
        """Orderly, on SIGTERM."""
        self._container.stop(timeout=30)

    def remove(self) -> None:
        """Container and data are gone."""
        self._kafka.stop()

    @property
    def _container(self) -> "Container":
        return self._kafka.get_wrapped_container()
