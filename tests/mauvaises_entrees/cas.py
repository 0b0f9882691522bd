"""What partners may get wrong in one record: the record, what must be said of it, and what it should have been."""

import json
from typing import NamedTuple

from contracts.wire import Message
from tests.contracts.messages import envelope
from tests.mauvaises_entrees import feed as f

ALICE = f.somebody("Alice")
LEA = f.somebody("Lea", "2015-07-21", "75112346")
FOYER = (f.member(ALICE), f.member(LEA, "ENFANT"))
DEMANDE, DROIT = f.demande(*FOYER), f.droit(*FOYER)
APS = envelope("fr.prefecture.aps.delivree.v1")


class Cas(NamedTuple):
    """One bad record. `line`: as a line of a file; `said`: words that must be there; `sound`: what is sent next."""

    line: bytes
    cause: str
    said: tuple[str, ...]
    sound: f.Event
    reference: str = f.OTHER

    @property
    def record(self) -> Message:
        """The bad record as it travels."""
        return f.spoiled(self.sound, self.line)


def _cas(bad: f.Event, cause: str, *said: str, sound: f.Event = DEMANDE, reference: str = f.OTHER) -> Cas:
    return Cas(json.dumps(bad, ensure_ascii=False).encode(), cause, said, sound, reference)


def _bad(*path: str | int, to: object) -> f.Event:
    return f.changed(DEMANDE, "data", *path, to=to)


_WHOLE = json.dumps(DEMANDE).encode()
_HOLDER, _CHILD = ("foyer", 0, "identite"), ("foyer", 1, "identite")

CAS = {
    "cut": Cas(_WHOLE[:700], "NOT_JSON", ("was cut",), DEMANDE),
    "not JSON": Cas(b"numero;nom;prenom\n1;DURAND;Alice", "NOT_JSON", ("not a JSON object",), DEMANDE),
    "not text": Cas(b"\x89PNG\xff\xfe\x00", "NOT_JSON", ("not a JSON object",), DEMANDE),
    "JSON without envelope": Cas(json.dumps(DEMANDE["data"]).encode(), "NOT_CLOUDEVENT", ("id is missing",), DEMANDE),
    "unknown type": _cas(
        DEMANDE | {"type": "fr.cnaf.rsa.demandes.v1"}, "UNKNOWN_TYPE", "fr.cnaf.rsa.demandes.v1", "not in the catalogue"
    ),
    "newer version": _cas(
        DEMANDE | {"type": "fr.cnaf.rsa.demande.v2"}, "NEWER_VERSION", "version 2 is not known", "demande.v1"
    ),
    "what only the CNAM says": _cas(
        envelope("fr.cnam.c2s.accordee.v1"), "WRONG_TOPIC", "fr.cnam.c2s.accordee.v1"
    ),
    "wrong key of a NIR": _cas(
        _bad(*_HOLDER, "cle", to=f"{(int(ALICE['cle']) % 97) + 1:02d}"),
        "CONTRACT", "data.foyer.0.identite.cle", "key does not match the number", "Fix: copy number and key again",
    ),
    "born after the filing": _cas(
        _bad(*_CHILD, to=f.somebody("Lea", "2022-02-04", "75112346")),
        "CONTRACT", "data.foyer.1.identite.date_naissance = 2022-02-04", "not born", "Fix: check the day of birth",
    ),
    "a foyer with one person twice": _cas(
        _bad("foyer", to=[*FOYER, f.member(ALICE, "CONJOINT")]),
        "CONTRACT", "data.foyer.2.identite", "already at foyer.0.identite", "Fix: send each person once",
    ),
    "one number on two people": _cas(
        _bad(*_CHILD, to=ALICE | {"prenoms": ["Lea"]}),
        "CONTRACT", "data.foyer.1.identite.matricule = 2************", "foyer.0.identite", "Fix: check whose number",
    ),
    "a number in a field that takes none": _cas(
        _bad("numero_demande", to=ALICE["matricule"]), "CONTRACT", "data.numero_demande", "2************",
    ),
    "a misspelt field": _cas(
        _bad("gestionaire", to={"type": "CPAM"}), "CONTRACT", "data.gestionaire", "did you mean gestionnaire?"
    ),
    "an APS whose end is before its start": _cas(
        f.changed(APS, "data", "fin", to="2022-03-01"),
        "CONTRACT", "data.fin = 2022-03-01", "opens no right (F02, E01)", "Fix: send fin on or after 2022-03-14",
        sound=APS, reference=f.APS,
    ),
}  # fmt: skip
