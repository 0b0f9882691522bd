"""A key goes to the partition that every other client would choose."""

from aiokafka.partitioner import murmur2
from hypothesis import given
from hypothesis import strategies as st

from streams.partitioner import partition_of


@given(st.binary(max_size=80), st.integers(1, 100))
def test_a_key_goes_where_python_clients_send_it(key: bytes, partitions: int) -> None:
    assert partition_of(key, partitions) == (murmur2(key) & 0x7FFFFFFF) % partitions


def test_no_key_goes_to_the_first_partition() -> None:
    assert partition_of(None, 7) == 0
