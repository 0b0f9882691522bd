"""Room in the embedded broker: librdkafka's mock partitions keep 5 MB and drop the oldest; here they keep all.

No function of librdkafka says so, and a broker that forgets would lose states and journals. So the two numbers are
found in this process's memory, side by side as librdkafka initialises them, and raised. Found otherwise than once for
each new partition, they are left alone: then the limit stays, and whoever would lose records by it stops with an error.
"""

import mmap
import os
import struct
from collections.abc import Iterator
from ctypes import addressof, c_char
from pathlib import Path

MAX_BYTES, MAX_BATCHES = 5 * 1024 * 1024, 100_000
KEEP_ALL = struct.pack("=QQ", 1 << 40, 1 << 40)
CHUNK = 1 << 22
_BYTES_HEADER = bytes.__basicsize__ - 1  # of a bytes object, before its content

_wanted = struct.pack("=QQ", MAX_BYTES, MAX_BATCHES)  # made once: a copy left in freed memory would be found too


def keep_all(partitions: int) -> bool:
    """Raise the limits of partitions that were just made; False where that is not possible."""
    try:
        memory = os.open("/proc/self/mem", os.O_RDWR)
    except OSError:  # no Linux, or not ours to write
        return False
    try:
        found = [place for place in _search(memory) if place != id(_wanted) + _BYTES_HEADER]
        if len(found) == partitions:
            for place in found:
                os.pwrite(memory, KEEP_ALL, place)
        return len(found) == partitions
    finally:
        os.close(memory)


def _search(memory: int) -> Iterator[int]:
    """Where the two numbers stand, side by side, in what this process may write."""
    with mmap.mmap(-1, CHUNK + len(_wanted)) as window:
        ours = addressof(c_char.from_buffer(window))
        for begin, end in list(_regions()):
            if not begin <= ours < end:
                for start in range(begin, end, CHUNK):
                    yield from _in_chunk(memory, window, start, min(len(window), end - start))


def _in_chunk(memory: int, window: mmap.mmap, start: int, size: int) -> Iterator[int]:
    with memoryview(window) as view, view[:size] as part:
        try:
            read = os.preadv(memory, [part], start)
        except OSError:  # unmapped meanwhile
            return
    place = window.find(_wanted, 0, read)
    while place >= 0:
        if place % 8 == 0 and place < CHUNK:
            yield start + place
        place = window.find(_wanted, place + 1, read)


def _regions() -> Iterator[tuple[int, int]]:
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, rights, *_, name = [*line.split(maxsplit=5), ""][:6]
        if rights.startswith("rw") and not name.startswith("/"):
            begin, _, end = place.partition("-")
            yield int(begin, 16), int(end, 16)
