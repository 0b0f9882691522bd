"""The subject that matters: the real worker, on six months of a mixed population's messages."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec

from contracts.topics import CPAM_DECISIONS, CPAM_NOTIFICATIONS, ORGANISMES_DROITS, SNGI_DEMANDES, partner_topics
from contracts.wire import Message, Record
from law.loader import load
from passerelle.coeur import Coeur
from passerelle.deploiement import topics as deployed
from simulators.dialogue import dialoguer
from simulators.lecture import lire
from simulators.simulation import preparer
from streams.settings import Settings
from streams.snapshot import snapshot

PARTITIONS, FOYERS, GRAINE = 4, 250, 2022
SORTIES = (CPAM_DECISIONS, CPAM_NOTIFICATIONS, SNGI_DEMANDES, ORGANISMES_DROITS)
Droits = dict[tuple[str, str, str], tuple[Any, ...]]


class Entendu(Coeur):
    """The core in this process; it remembers what it was told and what it said."""

    def __init__(self) -> None:
        super().__init__(load(), PARTITIONS)
        self.recus: list[Message] = []
        self.dits: list[Record] = []

    def publier(self, messages: Sequence[Message]) -> None:
        self.recus.extend(messages)
        super().publier(messages)

    def sorties(self, jour: date) -> Iterable[Record]:
        dits = list(super().sorties(jour))
        self.dits.extend(dits)
        return dits


@cache
def sans_trouble() -> Entendu:
    """An undisturbed run: the messages of every partner, and what followed from them."""
    simulation, coeur = preparer(lire("mixte"), GRAINE, FOYERS), Entendu()
    dialoguer(simulation.agences, coeur, simulation.contexte.debut, simulation.contexte.fin, PARTITIONS)
    return coeur


class Vrai:
    """The worker of the product, fed with those messages without waiting for anybody."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.topics = deployed(Settings(app_id=name, partitions=PARTITIONS), load())
        lus = {*(t.name for t in partner_topics()), "dossiers.faits.v1", "calendrier.v1"}
        self.inputs = [t for t in self.topics if t.name in lus]

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "passerelle", "worker"]

    def environment(self) -> Mapping[str, str]:
        return {"PASSERELLE_BATCH_SIZE": "200", "PASSERELLE_PARTITIONS": str(PARTITIONS)}

    def load(self) -> Sequence[Message]:
        return sans_trouble().recus

    def problems(self, bootstrap: str) -> list[str]:
        """The rights in force are those of the undisturbed run; an id has one content; every right was told."""
        dits = list(snapshot(bootstrap, [t for t in self.topics if t.name in SORTIES]))
        contenus: defaultdict[bytes, Counter[bytes]] = defaultdict(Counter)
        for record in dits:
            contenus[dict(record.headers)["ce_id"]][record.value or b""] += 1
        attendus, obtenus = en_vigueur(sans_trouble().dits), en_vigueur(dits)
        found: dict[str, list[Any]] = {
            "ids with two contents": [i for i, values in contenus.items() if len(values) > 1],
            "rights missing": [k for k in attendus if k not in obtenus],
            "rights too many": [k for k in obtenus if k not in attendus],
            "rights that differ": [k for k in attendus if k in obtenus and attendus[k] != obtenus[k]],
            "letters without a decision": sans_decision(dits),
        }
        self.repeats = sum(sum(values.values()) - 1 for values in contenus.values())
        return [f"{what}: {len(which)}, e.g. {which[:2]}" for what, which in found.items() if which]


def en_vigueur(records: Iterable[Record]) -> Droits:
    """What stands in the end, by right, reference and holder: the last revision."""
    derniers: dict[tuple[str, str, str], dict[str, Any]] = {}
    for record in records:
        dit = msgspec.json.decode(record.value or b"{}")
        if record.topic == CPAM_DECISIONS and "droit" in dit:
            qui = dit["titulaire"]
            cle = dit["droit"], dit["reference"], "" if dit["droit"] == "C2S" else f"{qui['nom']} {qui['prenom']}"
            if cle not in derniers or derniers[cle]["revision"] < dit["revision"]:
                derniers[cle] = dit
    return {
        cle: _dates(dit)
        for cle, dit in derniers.items()
        if dit["issue"] in {"ACCORDEE", "REVISEE", "OUVERTE", "DEMANDEE"}
    }


def _dates(dit: Mapping[str, Any]) -> tuple[Any, ...]:
    membres = sorted(f"{un['nom']} {un['prenom']} {un.get('prix_mensuel')}" for un in dit["beneficiaires"])
    return dit.get("debut"), dit.get("fin"), dit["participation"], dit.get("gestionnaire", {}).get("type"), *membres


def sans_decision(records: Iterable[Record]) -> list[str]:
    """Letters about a decision that was never told."""
    dites = {dict(r.headers)["ce_id"].decode() for r in records if r.topic == CPAM_DECISIONS}
    lettres = (msgspec.json.decode(r.value or b"{}") for r in records if r.topic == CPAM_NOTIFICATIONS)
    return [lettre["id_decision"] for lettre in lettres if lettre.get("id_decision", "") not in {"", *dites}]
