"""The calendar: when every feed has closed a day, ticks go to the dossiers, in rounds, until nothing moves any more."""

from collections.abc import Sequence
from datetime import date

import msgspec

from contracts.internes import FluxClos, GraceEcoulee, Tick, TourClos, decode_rapport, encode
from contracts.topics import DOSSIERS_FAITS
from contracts.wire import Message, Record, Refusal, StateMap, Step

CLE = b"calendrier"


class Annee(msgspec.Struct, array_like=True):
    """What the calendar knows: the day each partition of each feed has closed, and the round under way."""

    clos: dict[str, date] = {}
    dernier: date = date.min
    jour: date = date.min
    tour: int = 0
    rapports: dict[int, bool] = {}
    retard: tuple[str, ...] = ()


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Annee)


class Calendrier:
    """The handler of the reports. `flux`: the topics that must close each day."""

    def __init__(self, flux: Sequence[str], partitions: int) -> None:
        self.attendus = [f"{topic}/{p}" for topic in flux for p in range(partitions)]
        self.partitions = partitions

    def restore(self, partition: int, states: StateMap) -> None:
        """Nothing to rebuild: the state is read with each batch."""

    def release(self, partition: int) -> None:
        """Nothing to forget."""

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        """Take the reports in order."""
        octets = states.get(CLE)
        annee, step = _decode.decode(octets) if octets else Annee({}, rapports={}), Step()
        for record in batch:
            try:
                rapport = decode_rapport.decode(record.value or b"")
            except (msgspec.MsgspecError, RecursionError) as erreur:
                step.refused.append(Refusal(record, "RAPPORT_ILLISIBLE", str(erreur)))
                continue
            match rapport:
                case FluxClos():
                    self._clore(annee, f"{rapport.topic}/{rapport.partition}", rapport.jour)
                case TourClos():
                    self._tour(annee, rapport, step)
                case GraceEcoulee():
                    self._grace(annee, rapport.jour)
            self._avancer(annee, step)
        step.states[CLE] = _encode(annee)
        return step

    def _clore(self, annee: Annee, flux: str, jour: date) -> None:
        annee.clos[flux] = max(jour, annee.clos.get(flux, date.min))

    def _grace(self, annee: Annee, jour: date) -> None:
        en_retard = [f for f in self.attendus if annee.clos.get(f, date.min) < jour]
        for flux in en_retard:
            annee.clos[flux] = jour
        if en_retard:
            annee.retard = tuple(sorted({f.rsplit("/", 1)[0] for f in en_retard}))

    def _tour(self, annee: Annee, rapport: TourClos, step: Step) -> None:
        if (rapport.jour, rapport.tour) != (annee.jour, annee.tour):
            return
        annee.rapports[rapport.partition] = rapport.transmis
        if len(annee.rapports) < self.partitions:
            return
        solde = not any(annee.rapports.values())
        annee.tour, annee.rapports = annee.tour + 1, {}
        self._tick(annee, step, solde)
        if solde:
            annee.dernier, annee.tour, annee.retard = annee.jour, 0, ()

    def _avancer(self, annee: Annee, step: Step) -> None:
        """Begin the next day when the last one is settled and every feed has closed it."""
        if annee.tour or not all(flux in annee.clos for flux in self.attendus):
            return
        jour = min(annee.clos[flux] for flux in self.attendus)
        if jour > annee.dernier:
            annee.jour, annee.tour, annee.rapports = jour, 1, {}
            self._tick(annee, step, solde=False)

    def _tick(self, annee: Annee, step: Step, solde: bool) -> None:
        tick = encode(Tick(annee.jour, annee.tour, solde, annee.retard))
        step.outputs.extend(Message(DOSSIERS_FAITS, None, tick, (), p) for p in range(self.partitions))
