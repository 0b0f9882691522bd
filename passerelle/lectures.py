"""What was read of a run: facts, decisions, letters; each once, whatever was repeated on the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from contracts.cloudevents import decode
from contracts.cnam import DecisionC2s, DecisionNia, DecisionPuma
from contracts.courrier import Notification
from contracts.faits import Annulation, AnyFait
from contracts.internes import DossierAbsorbe
from contracts.internes import decode as decode_internal
from contracts.topics import CPAM_DECISIONS, CPAM_NOTIFICATIONS, DOSSIERS_FAITS
from contracts.wire import Record

Decision = DecisionC2s | DecisionPuma | DecisionNia
TOPICS = (DOSSIERS_FAITS, CPAM_DECISIONS, CPAM_NOTIFICATIONS)
_FAITS = get_args(AnyFait)


class Dit(NamedTuple):
    """A decision and its id."""

    id: str
    decision: Decision


@dataclass(slots=True)
class Lectures:
    """Facts, decisions and letters by id."""

    faits: dict[str, AnyFait] = field(default_factory=dict)
    decisions: dict[str, Dit] = field(default_factory=dict)
    lettres: dict[str, Notification] = field(default_factory=dict)

    def prendre(self, records: Iterable[Record]) -> None:
        """Take records in; those of other topics are passed over."""
        for record in records:
            if record.topic == DOSSIERS_FAITS:
                for fait in _faits(record):
                    connu = self.faits.get(fait.id)
                    if connu is None or fait.recu_le < connu.recu_le:
                        self.faits[fait.id] = fait
            elif record.topic in (CPAM_DECISIONS, CPAM_NOTIFICATIONS):
                event, contenu = decode(record)
                if isinstance(contenu, Decision):
                    self.decisions[event.id] = Dit(event.id, contenu)
                elif isinstance(contenu, Notification):
                    self.lettres[event.id] = contenu

    def valables(self) -> Iterator[AnyFait]:
        """The facts that nobody took back."""
        annules = {fait.cible for fait in self.faits.values() if isinstance(fait, Annulation)}
        return (fait for fait in self.faits.values() if fait.id not in annules)

    def suites(self, droit: str = "C2S") -> dict[str, list[Decision]]:
        """The decisions on one kind of right by reference, in the order in which they replace each other."""
        par_reference: dict[str, list[Decision]] = {}
        for _, decision in sorted(self.decisions.values(), key=lambda dit: dit.decision.revision):
            if decision.droit == droit:
                par_reference.setdefault(decision.reference, []).append(decision)
        return par_reference

    def actuelles(self) -> list[Dit]:
        """The decisions that no other one replaces."""
        remplacees = {dit.decision.remplace for dit in self.decisions.values()}
        return [dit for dit in self.decisions.values() if dit.id not in remplacees]


def _faits(record: Record) -> tuple[AnyFait, ...]:
    message = decode_internal.decode(record.value or b"")
    if isinstance(message, DossierAbsorbe):
        return message.faits
    return (message,) if isinstance(message, _FAITS) else ()
