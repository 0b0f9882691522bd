"""Where refused records go: byte for byte, with the reason in headers; and how many in a row are too many."""

from collections.abc import Sequence

from contracts.topics import dead_letter as dead_letter_topic
from contracts.wire import Headers, Message, Record, Refusal
from streams.errors import TooManyRefused

MAX_DETAIL = 1000


def dead_letter(refusal: Refusal) -> Message:
    """The record as it was, in the same partition; what was wrong, and where it stood, in headers."""
    record = refusal.record
    headers = (*record.headers, *_reason(refusal))
    return Message(dead_letter_topic(record.topic), record.key, record.value, headers, record.partition)


def _reason(refusal: Refusal) -> Headers:
    record, detail = refusal.record, refusal.detail[:MAX_DETAIL].encode()
    partition, offset = str(record.partition).encode(), str(record.offset).encode()
    return (
        ("passerelle-cause", refusal.cause.encode()),
        ("passerelle-detail", detail),
        ("passerelle-topic", record.topic.encode()),
        ("passerelle-partition", partition),
        ("passerelle-offset", offset),
        ("passerelle-timestamp", str(record.timestamp).encode()),
        # The family that Kafka Streams writes, for the tools that read it.
        ("__streams.errors.exception", f"passerelle.{refusal.cause}".encode()),
        ("__streams.errors.message", detail),
        ("__streams.errors.stacktrace", b""),
        ("__streams.errors.topic", record.topic.encode()),
        ("__streams.errors.partition", partition),
        ("__streams.errors.offset", offset),
    )


class RefusalRun:
    """How many records of one partition were refused in a row, up to now."""

    def __init__(self, limit: int) -> None:
        self._limit, self._run = limit, 0

    def upto(self, records: Sequence[Record], refused: Sequence[Refusal]) -> int | None:
        """The offset that may be acknowledged: just after the last good record; None when there is none.

        The tail of refused records stays unacknowledged until a good one follows, so that the count survives a restart.
        """
        offsets = {refusal.record.offset for refusal in refused}
        good: int | None = None
        for record in records:
            if record.offset not in offsets:
                good, self._run = record.offset + 1, 0
                continue
            self._run += 1
            if self._run >= self._limit:
                raise TooManyRefused(_too_many(record, self._run, refused[-1]))
        return good


def _too_many(record: Record, run: int, last: Refusal) -> str:
    return (
        f"{run} records in a row of {record.topic}[{record.partition}] were refused, up to offset {record.offset} "
        f"(cause: {last.cause}): the feed is stopped, and nothing after its last good record is acknowledged; "
        f"mend what sends them, or raise PASSERELLE_DEAD_LETTER_LIMIT"
    )
