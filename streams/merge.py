"""Partner journals as one stream: by day received, topic, partition and offset; one day in memory at once."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from contracts.wire import Record
from streams.journal import Journal
from streams.lines import decode_line, encode_line

DAY_MS = 86_400_000
MAX_OPEN = 200


def days(journals: Iterable[Path], cut: bool = False) -> Iterator[tuple[int, list[Record]]]:
    """Each day received (as days since 1970) with its records."""
    with tempfile.TemporaryDirectory(prefix="passerelle-") as folder:
        for path in journals:
            _sort_out(Journal(path, cut).records(), Path(folder))
        for file in sorted(Path(folder).iterdir(), key=lambda each: int(each.name)):
            with file.open("rb") as lines:
                records = [decode_line(line) for line in lines]
            records.sort(key=lambda record: record[:3])
            yield int(file.name), records


def _sort_out(records: Iterable[Record], folder: Path) -> None:
    """Append each record to the file of its day; few days are open at once, for most records come in order."""
    with ExitStack() as stack:
        files: dict[int, BinaryIO] = {}
        for record in records:
            day = record.timestamp // DAY_MS
            if day not in files:
                if len(files) == MAX_OPEN:
                    stack.close()
                    files.clear()
                files[day] = stack.enter_context((folder / str(day)).open("ab"))
            files[day].write(encode_line(record) + b"\n")
