"""What two runs decided, to be compared."""

from pathlib import Path

from contracts.topics import output_topics
from contracts.wire import Headers
from streams.journal import Journal
from streams.lines import decode_line

Said = tuple[bytes | None, bytes | None, Headers]
Decided = dict[tuple[str, int], list[Said]]


def recorded(journal: Path) -> Decided:
    """What a run said, by topic and partition, each id once. Ends of days stand where batches end: left out."""
    names = {topic.name for topic in output_topics()}
    said: Decided = {}
    seen: set[tuple[str, bytes]] = set()
    for r in Journal(journal).records():
        place = r.topic, dict(r.headers).get("ce_id", b"")
        if r.topic in names and r.key is not None and place not in seen:
            seen.add(place)
            said.setdefault((r.topic, r.partition), []).append((r.key, r.value, r.headers))
    return said


def replayed(folder: Path) -> Decided:
    """What a replay wrote."""
    said: Decided = {}
    for file in sorted(folder.iterdir()):
        for line in file.read_bytes().splitlines():
            r = decode_line(line)
            if r.key is not None:
                said.setdefault((r.topic, r.partition), []).append((r.key, r.value, r.headers))
    return said
