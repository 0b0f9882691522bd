"""The calendar: a day begins when every feed has closed it, and ends when nothing moves any more."""

from datetime import date

from agents.calendrier import Calendrier
from contracts.internes import FluxClos, GraceEcoulee, Rapport, Tick, TourClos, decode, encode
from contracts.wire import Record

UN, DEUX = date(2022, 3, 1), date(2022, 3, 2)
FLUX = ("cnaf.rsa.v1", "assures.demarches.v1")


class Annee:
    """The handler with its state, over two partitions."""

    def __init__(self) -> None:
        self.calendrier, self.etats = Calendrier(FLUX, 2), dict[bytes, bytes]()

    def dire(self, *rapports: Rapport) -> list[Tick]:
        """The ticks that follow, one for all partitions."""
        batch = [Record("calendrier.v1", 0, i, 0, None, encode(rapport)) for i, rapport in enumerate(rapports)]
        step = self.calendrier(batch, self.etats)
        self.etats = {cle: octets for cle, octets in step.states.items() if octets is not None}
        messages = [decode.decode(m.value or b"") for m in step.outputs if m.partition == 0]
        assert len(step.outputs) == 2 * len(messages)
        return [m for m in messages if isinstance(m, Tick)]

    def clore(self, jour: date, sauf: str = "") -> list[Tick]:
        return self.dire(*(FluxClos(flux, p, jour) for flux in FLUX if flux != sauf for p in range(2)))

    def tour(self, jour: date, tour: int, *, transmis: bool = False) -> list[Tick]:
        return self.dire(TourClos(0, jour, tour, transmis), TourClos(1, jour, tour, False))


def test_a_day_begins_when_every_partition_of_every_feed_has_closed_it() -> None:
    annee = Annee()
    assert annee.clore(UN, sauf=FLUX[1]) == []
    assert annee.dire(FluxClos(FLUX[1], 0, UN)) == []
    assert annee.dire(FluxClos(FLUX[1], 1, UN)) == [Tick(UN, 1)]


def test_rounds_go_on_while_something_is_forwarded_then_the_day_is_settled() -> None:
    annee = Annee()
    annee.clore(UN)
    assert annee.tour(UN, 1, transmis=True) == [Tick(UN, 2)]
    assert annee.tour(UN, 2) == [Tick(UN, 3, solde=True)]


def test_the_next_day_waits_for_the_end_of_the_one_under_way() -> None:
    annee = Annee()
    annee.clore(UN)
    assert annee.clore(DEUX) == []
    assert annee.tour(UN, 1) == [Tick(UN, 2, solde=True), Tick(DEUX, 1)]


def test_a_repeated_report_changes_nothing() -> None:
    annee = Annee()
    annee.clore(UN)
    assert annee.clore(UN) == []
    assert annee.dire(TourClos(0, UN, 1, False), TourClos(0, UN, 1, False)) == []
    assert annee.dire(TourClos(1, UN, 1, False)) == [Tick(UN, 2, solde=True)]
    assert annee.tour(UN, 1) == []


def test_after_its_grace_a_day_goes_on_and_names_the_late_feeds() -> None:
    annee = Annee()
    annee.clore(UN, sauf=FLUX[1])
    assert annee.dire(GraceEcoulee(UN)) == [Tick(UN, 1, retard=(FLUX[1],))]
    assert annee.tour(UN, 1) == [Tick(UN, 2, solde=True, retard=(FLUX[1],))]
    assert annee.clore(DEUX) == [Tick(DEUX, 1)]


def test_grace_for_a_day_that_every_feed_has_closed_says_nothing() -> None:
    annee = Annee()
    annee.clore(UN)
    assert annee.dire(GraceEcoulee(UN)) == []
    assert annee.tour(UN, 1) == [Tick(UN, 2, solde=True)]


def test_an_unreadable_report_is_refused_and_the_rest_goes_on() -> None:
    step = Calendrier(FLUX, 2)([Record("calendrier.v1", 0, 0, 0, None, b"?")], {})
    assert [refus.cause for refus in step.refused] == ["RAPPORT_ILLISIBLE"]
