"""A partner's feed into the core, with what came of it: decisions, and dead letters; no broker."""

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from contracts.nir import key_of
from contracts.topics import CPAM_DECISIONS, JOUR_CLOS, all_topics, partner_topics
from contracts.wire import Headers, Message, Record
from law.loader import Loi, load
from passerelle.coeur import Coeur
from tests.contracts.messages import envelope

Event = dict[str, Any]

STRUCTURED: Headers = (("content-type", b"application/cloudevents+json"),)
RECEIVED = int(datetime(2022, 2, 7, 6, tzinfo=UTC).timestamp() * 1000)
TOPIC_OF = {name: topic.name for topic in partner_topics() for name in topic.message_types}
NEIGHBOUR, OTHER, APS = "rsa:CAF-751:00012345678", "rsa:CAF-751:00000000777", "aps:APS-75-202203-000123"


@cache
def loi() -> Loi:
    """The law as shipped."""
    return load()


class Feed:
    """Records in, as partners send them; decisions and dead letters out."""

    def __init__(self) -> None:
        self.core = Coeur(loi())

    def send(self, *records: Message) -> None:
        """All of them at once: those of one topic make one batch."""
        self.core.publier(records)

    def decided(self) -> dict[str, list[str]]:
        """What was decided so far: by reference, `c2s.accordee` and the like."""
        found: dict[str, list[str]] = {}
        for kind, said in self._decisions():
            found.setdefault(said["reference"], []).append(kind)
        return found

    def decisions(self, kind: str) -> list[Any]:
        """What the decisions of a kind say."""
        return [said for other, said in self._decisions() if other == kind]

    def _decisions(self) -> Iterator[tuple[str, Any]]:
        for record in self.core.local.log(CPAM_DECISIONS):
            name = dict(record.headers)["ce_type"].decode()
            if name != JOUR_CLOS:
                yield name.removeprefix("fr.cnam.").removesuffix(".v1"), json.loads(record.value or b"")

    def granted(self, reference: str) -> bool:
        """Whether the C2S was granted on a reference."""
        return "c2s.accordee" in self.decided().get(reference, ())

    def dead(self) -> list[Record]:
        """Every dead letter."""
        letters = [topic.name for topic in all_topics() if topic.role == "dead-letter"]
        return [record for name in letters for record in self.core.local.log(name)]


def whole(event: Event, timestamp: int = RECEIVED) -> Message:
    """A sound record in structured mode."""
    return spoiled(event, json.dumps(event, ensure_ascii=False).encode(), timestamp)


def spoiled(event: Event, value: bytes, timestamp: int = RECEIVED, headers: Headers = STRUCTURED) -> Message:
    """A record with other bytes than the event's, on the topic where the event would travel."""
    return Message(TOPIC_OF.get(event["type"], "cnaf.rsa.v1"), b"pseudonym", value, headers, timestamp=timestamp)


def reason(letter: Record) -> Mapping[str, str]:
    """What the headers of a dead letter say, without our prefix."""
    said = {name.removeprefix("passerelle-"): value for name, value in letter.headers if name.startswith("passerelle-")}
    return {name: value.decode() for name, value in said.items()}


def somebody(prenom: str, naissance: str = "1990-03-02", place: str = "75112345") -> Event:
    """A woman with a number of her own: sex, year, month, then place and rank."""
    matricule = f"2{naissance[2:4]}{naissance[5:7]}{place}"
    return {
        "nom_naissance": "DURAND",
        "prenoms": [prenom],
        "sexe": "F",
        "date_naissance": naissance,
        "cog_pays": "99100",
        "nationalite": "99100",
        "matricule": matricule,
        "cle": key_of(matricule),
        "type": "NIR",
        "certifie": True,
    }


def member(identite: Event, lien: str = "DEMANDEUR") -> Event:
    """Her place in a foyer."""
    return {"identite": identite, "lien": lien, "residence_alternee": False, "caisse": "751", "debut": "2020-01-01"}


def demande(*foyer: Event, reference: str = OTHER, ident: str | None = None) -> Event:
    """A demande of RSA by téléservice on 3 February 2022."""
    event, numero = envelope("fr.cnaf.rsa.demande.v1"), reference.rpartition(":")[2]
    event |= {"id": ident or f"d-{numero}", "time": "2022-02-03T00:00:00Z", "recordedtime": "2022-02-03T00:00:00Z"}
    event["data"] |= {"numero_demande": numero, "date_depot": "2022-02-03", "c2s": "NON_EXPRIMEE", "foyer": list(foyer)}
    event["data"].pop("c2s_le")
    return event


def droit(*foyer: Event, reference: str = OTHER) -> Event:
    """The RSA that answers it on 7 February."""
    event, numero = envelope("fr.cnaf.rsa.droit-ouvert.v1"), reference.rpartition(":")[2]
    event |= {"id": f"o-{numero}", "time": "2022-02-07T00:00:00Z", "recordedtime": "2022-02-07T00:00:00Z"}
    event["data"] |= {"numero_demande": numero, "numero_allocataire": numero[-7:], "date_decision": "2022-02-07"}
    event["data"] |= {"date_effet": "2022-02-01", "foyer_retenu": list(foyer)}
    return event


def neighbours() -> tuple[Message, Message]:
    """A family that has nothing to do with what goes wrong: its demande, and its right."""
    return whole(envelope("fr.cnaf.rsa.demande.v1")), whole(envelope("fr.cnaf.rsa.droit-ouvert.v1"))


def changed(event: Event, *path: str | int, to: Any) -> Event:
    """A copy that says something else in one place."""
    copied = copy.deepcopy(event)
    here: Any = copied
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = to
    return copied
