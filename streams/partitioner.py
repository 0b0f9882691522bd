"""Which partition a key belongs to: murmur2, as every client computes it, here by the code of librdkafka."""

import ctypes

from confluent_kafka import cimpl

_murmur2 = ctypes.CDLL(cimpl.__file__).rd_kafka_msg_partitioner_murmur2
_murmur2.restype = ctypes.c_int32
_murmur2.argtypes = [
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_size_t,
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_void_p,
]


def partition_of(key: bytes | None, partitions: int) -> int:
    """The partition of a key; without a key, the first."""
    return 0 if key is None else int(_murmur2(None, key, len(key), partitions, None, None))
