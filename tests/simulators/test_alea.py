"""Random streams are named, stable and independent."""

from collections import Counter

from simulators.alea import Alea


def test_a_stream_gives_the_same_draws_on_every_machine() -> None:
    alea = Alea(2022, "essai", "R00001")
    assert [alea.entier(0, 999) for _ in range(6)] == [941, 967, 782, 882, 76, 165]


def test_streams_of_other_seeds_purposes_and_subjects_differ() -> None:
    flux = [
        Alea(1, "a", "x"),
        Alea(2, "a", "x"),
        Alea(1, "b", "x"),
        Alea(1, "a", "y"),
        Alea(1, "ax"),
        Alea(1, "a", "x", ""),
    ]
    assert len({alea.entier(0, 10**15) for alea in flux}) == len(flux)


def test_weights_are_kept() -> None:
    alea = Alea(1, "poids")
    tires = Counter(alea.pondere({"a": 0.2, "b": 0.8}) for _ in range(5000))
    assert 0.18 < tires["a"] / 5000 < 0.22


def test_a_rate_of_zero_never_strikes_and_one_always() -> None:
    alea = Alea(1, "taux")
    assert not any(alea.vrai(0.0) for _ in range(1000))
    assert all(alea.vrai(1.0) for _ in range(1000))
