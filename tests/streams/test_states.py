"""What is remembered of each partition: never of another, never older than it was."""

from streams.states import States


def test_a_recovery_counts_only_once_it_has_ended() -> None:
    states = States()
    states.load(0, [(b"a", b"1"), (b"b", b"1")])
    assert dict(states.of(0)) == {}
    states.load(0, [(b"a", b"2"), (b"b", None)])
    assert states.settle(0)
    assert dict(states.of(0)) == {b"a": b"2"}


def test_reading_one_s_own_writes_again_changes_nothing() -> None:
    states = States()
    states.keep(0, {b"a": b"1"})
    states.keep(0, {b"a": b"2", b"b": b"1"})
    states.keep(0, {b"b": None})
    states.load(0, [(b"a", b"1"), (b"a", b"2"), (b"b", b"1"), (b"b", None)])
    assert not states.settle(0)
    assert dict(states.of(0)) == {b"a": b"2"}


def test_what_another_worker_wrote_meanwhile_counts() -> None:
    states = States()
    states.keep(0, {b"a": b"1"})
    states.load(0, [(b"a", b"1"), (b"a", b"3")])
    assert states.settle(0)
    assert dict(states.of(0)) == {b"a": b"3"}


def test_a_forgotten_partition_is_new_even_when_it_is_empty() -> None:
    states = States()
    states.keep(0, {b"a": b"1"})
    states.keep(1, {b"a": b"other"})
    states.forget(0)
    assert states.settle(0)
    assert not states.settle(0)
    assert dict(states.of(0)) == {}
    assert dict(states.of(1)) == {b"a": b"other"}
