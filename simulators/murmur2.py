"""The partition of a key, as every Kafka client computes it."""

_M = 0x5BD1E995
_32 = 0xFFFFFFFF


def murmur2(data: bytes) -> int:
    """The 32-bit hash of Kafka's default partitioner, with its seed."""
    h = 0x9747B28C ^ len(data)
    entiers = len(data) & ~3
    for i in range(0, entiers, 4):
        k = int.from_bytes(data[i : i + 4], "little") * _M & _32
        h = (h * _M & _32) ^ ((k ^ (k >> 24)) * _M & _32)
    if entiers < len(data):
        h = (h ^ int.from_bytes(data[entiers:], "little")) * _M & _32
    h = (h ^ (h >> 13)) * _M & _32
    return h ^ (h >> 15)


def partition(cle: bytes, partitions: int) -> int:
    """Which partition a keyed record goes to."""
    return (murmur2(cle) & 0x7FFFFFFF) % partitions
