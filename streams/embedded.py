"""The embedded broker: librdkafka's mock cluster, a real TCP broker in memory. For the demo and for tests.

It keeps all where `room` can say so (Linux), elsewhere 5 MB per partition: a worker that would lose by that stops.
"""

import ctypes
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Self

from confluent_kafka import cimpl

from streams.doorway import Doorway
from streams.logs import logger
from streams.room import keep_all
from streams.topics import Topic

PRODUCER = 0  # rd_kafka_type_t
log = logger("embedded")


class EmbeddedBroker:
    """One broker on 127.0.0.1 with the topics given; gone with the process."""

    def __init__(self, topics: Iterable[Topic] = ()) -> None:
        self._library = _library()
        problem = ctypes.create_string_buffer(512)
        settings = self._library.rd_kafka_conf_new()
        self._library.rd_kafka_conf_set(settings, b"log_level", b"2", problem, len(problem))
        self._client = self._library.rd_kafka_new(PRODUCER, settings, problem, len(problem))
        self._cluster = self._library.rd_kafka_mock_cluster_new(self._client, 1)
        if not self._cluster:
            raise RuntimeError(f"librdkafka made no mock cluster: {problem.value.decode()}")
        self._library.rd_kafka_mock_group_initial_rebalance_delay_ms(self._cluster, 0)
        self.create(topics)

    @property
    def address(self) -> str:
        """host:port; the port is the system's choice."""
        return str(self._library.rd_kafka_mock_cluster_bootstraps(self._cluster).decode())

    def create(self, topics: Iterable[Topic]) -> None:
        """Make topics; the broker knows names and partitions, and no other setting."""
        with ThreadPoolExecutor(8) as threads:  # one alone may wait a second for a wake-up that librdkafka lost
            made = sum(threads.map(self._create, topics))
        if made and not keep_all(made):
            log.warning("the embedded broker keeps 5 MB per partition")

    def _create(self, topic: Topic) -> int:
        error = self._library.rd_kafka_mock_topic_create(self._cluster, topic.name.encode(), topic.partitions, 1)
        if error:
            raise ValueError(f"the embedded broker refused topic {topic.name}: error {error}")
        return topic.partitions

    def close(self) -> None:
        """End it; all records are gone."""
        if self._cluster:
            self._library.rd_kafka_mock_cluster_destroy(self._cluster)
            self._library.rd_kafka_destroy(self._client)
            self._cluster = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


@contextmanager
def embedded(topics: Iterable[Topic], port: int = 0) -> Iterator[str]:
    """An embedded broker while the block lasts; yields its address. With a port, clients may also begin there."""
    with EmbeddedBroker(topics) as broker:
        if not port:
            yield broker.address
            return
        with Doorway(port, broker.address):
            yield f"127.0.0.1:{port}"


def serve(topics: Iterable[Topic], port: int = 0) -> int:
    """Run until SIGTERM or SIGINT; the address is printed on stdout."""
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    with embedded(topics, port) as address:
        sys.stdout.write(address + "\n")
        sys.stdout.flush()
        while not asked.wait(0.5):
            pass
    return 0


def _library() -> ctypes.CDLL:
    """The librdkafka inside confluent-kafka's wheel, reached through the extension that links to it."""
    library = ctypes.CDLL(cimpl.__file__)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, arguments in (
        ("rd_kafka_conf_new", pointer, []),
        ("rd_kafka_conf_set", number, [pointer, text, text, text, ctypes.c_size_t]),
        ("rd_kafka_new", pointer, [number, pointer, text, ctypes.c_size_t]),
        ("rd_kafka_destroy", None, [pointer]),
        ("rd_kafka_mock_cluster_new", pointer, [pointer, number]),
        ("rd_kafka_mock_cluster_destroy", None, [pointer]),
        ("rd_kafka_mock_cluster_bootstraps", text, [pointer]),
        ("rd_kafka_mock_group_initial_rebalance_delay_ms", None, [pointer, ctypes.c_int32]),
        ("rd_kafka_mock_topic_create", number, [pointer, text, number, number]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
