"""How many refused records in a row are too many, and what may be acknowledged meanwhile."""

import pytest

from contracts.wire import Record, Refusal
from streams.deadletters import RefusalRun, dead_letter
from streams.errors import TooManyRefused


def batch(first: int, what: str) -> tuple[list[Record], list[Refusal]]:
    """Records from an offset on: "g" good, "b" bad."""
    records = [Record("t", 0, first + n, 0, None, b"") for n in range(len(what))]
    return records, [Refusal(r, "bad", "why") for r, letter in zip(records, what, strict=True) if letter == "b"]


@pytest.mark.parametrize(
    ("what", "upto"), [("ggg", 3), ("gbg", 3), ("bbg", 3), ("gbb", 1), ("bbb", None), ("bgb", 2), ("", None)]
)
def test_the_acknowledgement_stops_after_the_last_good_record(what: str, upto: int | None) -> None:
    assert RefusalRun(limit=4).upto(*batch(0, what)) == upto


def test_refusals_are_counted_over_batches_until_a_good_record() -> None:
    run = RefusalRun(limit=4)
    assert run.upto(*batch(0, "gbb")) == 1
    assert run.upto(*batch(3, "bgb")) == 5
    assert run.upto(*batch(6, "bb")) is None
    with pytest.raises(TooManyRefused, match=r"4 records in a row of t\[0\] were refused, up to offset 8"):
        run.upto(*batch(8, "bg"))


def test_a_long_detail_does_not_make_a_record_that_no_broker_takes() -> None:
    letter = dead_letter(Refusal(Record("t", 3, 9, 5, b"k", b"v", (("h", b"1"),)), "cause", "x" * 100_000))
    assert (letter.topic, letter.partition, letter.key, letter.value) == ("t-dlt", 3, b"k", b"v")
    assert sum(len(value) for _, value in letter.headers) < 3000
