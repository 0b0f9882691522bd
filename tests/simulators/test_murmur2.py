"""Our partitions are those of kafka-python, and so of the Java client."""

import importlib

from hypothesis import given
from hypothesis import strategies as st

from simulators.murmur2 import murmur2, partition

de_kafka = importlib.import_module("kafka.partitioner.default").murmur2


@given(st.binary(max_size=70))
def test_the_hash_is_kafka_s(cle: bytes) -> None:
    assert murmur2(cle) == de_kafka(cle) & 0xFFFFFFFF


def test_values_of_the_java_client() -> None:
    assert murmur2(b"21") == 0xFFFFFFFF & -973932308
    assert murmur2(b"foobar") == 0xFFFFFFFF & -790332482
    assert 0 <= partition(b"foobar", 4) < 4
