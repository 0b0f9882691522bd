"""A work to measure by: a validated event of 450 bytes, one step of a keyed state, one output."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import UUID

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from contracts.wire import Message, Record, StateMap, Step

KEYS, OUTPUT = 20_000, "out"


class Personne(BaseModel):
    """Whom it concerns."""

    nir: str = Field(pattern=r"^\d{15}$")
    naissance: dt.date
    nationalite: str = Field(min_length=2, max_length=2)


class Montant(BaseModel):
    """What is paid."""

    nature: Literal["pension", "reversion", "minimum", "prime"]
    centimes: int = Field(ge=0)
    debut: dt.date


class Evenement(BaseModel):
    """One event of one dossier."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    type: Literal["ouvert", "modifie", "paye", "suspendu", "clos"]
    survenu_le: dt.datetime
    dossier: str
    personne: Personne
    montants: list[Montant]


class Paiements:
    """Decides on each event whether to pay."""

    def restore(self, partition: int, states: StateMap) -> None:
        """Nothing but the states is kept."""

    def release(self, partition: int) -> None:
        """Nothing but the states is kept."""

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        """One output and one state for each record."""
        step = Step()
        for record in batch:
            event, key = decode(record.value or b""), record.key or b""
            known = step.states.get(key) or states.get(key)
            count, _ = msgspec.msgpack.decode(known) if known else (0, "")
            total = sum(each.centimes for each in event.montants)
            verdict = "examiner" if event.type == "suspendu" or total > 500_000 else "payer"
            name = str(event.id)
            said = msgspec.json.encode({"id": name, "verdict": verdict, "rang": count + 1, "total": total})
            step.outputs.append(Message(OUTPUT, key, said, (("ce_id", name.encode()),), record.partition))
            step.states[key] = msgspec.msgpack.encode((count + 1, event.type))
        return step


decode = Evenement.model_validate_json


def load(topic: str, count: int) -> Iterator[Message]:
    """Events over all keys, in turn."""
    for number in range(count):
        key = number * 7919 % KEYS
        montants = [
            {"nature": "pension", "centimes": 80_000 + key, "debut": "2022-01-01"},
            {"nature": "prime", "centimes": 1_200, "debut": "2022-02-01"},
            {"nature": "minimum", "centimes": 400, "debut": "2022-03-01"},
        ]
        event = {
            "id": str(UUID(int=number)),
            "type": "paye" if number % 50 else "suspendu",
            "survenu_le": "2022-03-01T10:00:00Z",
            "dossier": f"dossier-{key:08d}",
            "personne": {"nir": f"{key:015d}", "naissance": "1950-01-01", "nationalite": "FR"},
            "montants": montants,
        }
        yield Message(topic, b"%08d" % key, msgspec.json.encode(event))
