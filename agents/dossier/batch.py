"""A batch of `dossiers.faits.v1` → decisions, letters, forwarded facts, states: the dossier agent's whole work."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from agents.dossier.decide import decide
from agents.dossier.ecrits import Contexte, ecrire, jour_clos
from agents.dossier.etat import Etat, Ouvert, echeance, lire
from agents.dossier.etat import ecrire as ecrire_etat
from agents.dossier.fold import TropDePersonnes
from agents.dossier.union import Envoi, recevoir
from agents.dossier.vue import Horizon
from agents.noeuds import Noeuds
from contracts.faits import AnyFait
from contracts.internes import DossierAbsorbe, Lien, Tick, TourClos, decode, encode
from contracts.topics import CALENDRIER, DOSSIERS_FAITS, output_topics
from contracts.wire import Message, Record, Refusal, StateMap, Step
from law.loader import Loi

SORTIES = tuple(topic.name for topic in output_topics())
LUS_MAX = 20_000
HORLOGE = b"#"  # no node is named so: nodes are 32 hexadecimal digits


class Horloge(msgspec.Struct, frozen=True, array_like=True):
    """How far time has passed on a partition, and whether anything was forwarded since the last round."""

    jour: date = date.min
    retard: tuple[str, ...] = ()
    tour: tuple[date, int] = (date.min, 0)
    transmis: bool = False


_horloge = msgspec.msgpack.Decoder(Horloge)
_encode = msgspec.msgpack.Encoder().encode


class _Fiche(NamedTuple):
    etat: Etat
    echeance: int


class Dossiers:
    """The handler of the facts. It keeps an index of deadlines, rebuilt from the states, and some states as read.

    What a fact calls comes back in the next batches: the dossiers that it touches were just written. Their states are
    known by their very bytes, so that another state of the same dossier is never taken for them.
    """

    def __init__(self, loi: Loi, noeuds: Noeuds) -> None:
        self.loi, self.noeuds = loi, noeuds
        self.agenda: dict[int, defaultdict[int, set[bytes]]] = {}
        self.lus: dict[bytes, tuple[bytes, _Fiche]] = {}

    def restore(self, partition: int, states: StateMap) -> None:
        """Rebuild the index of deadlines of a partition from the head of each state."""
        agenda: defaultdict[int, set[bytes]] = defaultdict(set)
        for cle, octets in states.items():
            if cle != HORLOGE and (jour := echeance(octets)):
                agenda[jour].add(cle)
        self.agenda[partition] = agenda

    def release(self, partition: int) -> None:
        """Forget the index of a partition."""
        self.agenda.pop(partition, None)

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        """Handle a batch of one partition, record by record, in order."""
        if batch[0].partition not in self.agenda:
            self.restore(batch[0].partition, states)
        return _Lot(self, batch[0].partition, states).traiter(batch)


class _Lot:
    """The work on one batch: states are read once, decided in memory, written once."""

    def __init__(self, dossiers: Dossiers, partition: int, states: StateMap) -> None:
        self.loi, self.noeuds = dossiers.loi, dossiers.noeuds
        self.agenda = dossiers.agenda[partition]
        self.lus = dossiers.lus
        self.partition, self.states = partition, states
        self.fiches: dict[bytes, _Fiche] = {}
        self.changes: dict[bytes, None] = {}
        self.step = Step()
        horloge = states.get(HORLOGE)
        self.horloge = _horloge.decode(horloge) if horloge else Horloge()
        self.horizon = Horizon(self.horloge.jour, self.horloge.retard)

    def traiter(self, batch: Sequence[Record]) -> Step:
        avant = self.horloge
        for record in batch:
            try:
                self._un(record)
            except (msgspec.DecodeError, RecursionError) as erreur:
                self.step.refused.append(Refusal(record, "FAIT_ILLISIBLE", str(erreur)))
            except TropDePersonnes as erreur:
                self.step.refused.append(Refusal(record, "TROP_DE_PERSONNES", str(erreur)))
        self._ecrire()
        if self.horloge != avant:
            self.step.states[HORLOGE] = _encode(self.horloge)
        return self.step

    def _ecrire(self) -> None:
        if len(self.lus) > LUS_MAX:
            self.lus.clear()
        for noeud in self.changes:
            fiche = self.fiches[noeud]
            octets = self.step.states[noeud] = ecrire_etat(*fiche)
            self.lus[noeud] = octets, fiche

    def _un(self, record: Record) -> None:
        message = decode.decode(record.value or b"")
        if isinstance(message, Tick):
            self._tick(message)
        elif record.key is None:
            raise msgspec.ValidationError("a fact without a key belongs to no dossier: key it by its node")
        else:
            self._message(record.key, message)

    def _message(self, noeud: bytes, message: AnyFait | Lien | DossierAbsorbe) -> None:
        fiche = self._lire(noeud)
        avant = fiche.etat if fiche else None
        etat, envois, nouveaux = recevoir(noeud.decode(), avant, message, self.noeuds.nommes)
        if etat is avant:
            pass
        elif isinstance(etat, Ouvert) and (nouveaux or etat != (avant or Ouvert())):
            anciens = avant.faits if isinstance(avant, Ouvert) else ()
            self._decider(noeud, etat, anciens, nouveaux[0].id if nouveaux else "", self.horizon)
        else:
            self._garder(noeud, etat, None)
        if envois:
            self._envoyer(envois)  # last: what is refused calls nobody

    def _envoyer(self, envois: Sequence[Envoi]) -> None:
        for autre, envoi in envois:
            self.step.outputs.append(Message(DOSSIERS_FAITS, autre.encode(), encode(envoi)))
        if not self.horloge.transmis:
            self.horloge = msgspec.structs.replace(self.horloge, transmis=True)

    def _decider(self, noeud: bytes, etat: Ouvert, anciens: tuple[AnyFait, ...], cause: str, avant: Horizon) -> None:
        verdict = decide(etat, anciens, (avant, self.horizon), self.loi)
        if verdict.changements:
            contexte = Contexte(noeud, self.partition, self.loi, cause)
            for changement in verdict.changements:
                self.step.outputs.extend(ecrire(changement, contexte))
        self._garder(noeud, verdict.etat, verdict.echeance)

    def _tick(self, tick: Tick) -> None:
        if (tick.jour, tick.tour) <= self.horloge.tour:
            return
        horloge, tour = self.horloge, (tick.jour, tick.tour)
        if not tick.solde:
            rapport = TourClos(self.partition, tick.jour, tick.tour, horloge.transmis)
            self.step.closing.append(Message(CALENDRIER, None, encode(rapport), (), 0))
            self.horloge = Horloge(horloge.jour, horloge.retard, tour, False)
            return
        avant = self.horizon
        self.horloge, self.horizon = (
            Horloge(tick.jour, tick.retard, tour, horloge.transmis),
            Horizon(tick.jour, tick.retard),
        )
        for noeud in self._echus(tick.jour):
            fiche = self._lire(noeud)
            if fiche and isinstance(fiche.etat, Ouvert):
                self._decider(noeud, fiche.etat, fiche.etat.faits, f"tick:{tick.jour}", avant)
        for topic in SORTIES:
            self.step.closing.append(jour_clos(topic, self.partition, tick.jour))

    def _echus(self, jour: date) -> list[bytes]:
        """The dossiers with a deadline that falls due: a day costs what falls due on it."""
        dus = [j for j in self.agenda if j <= jour.toordinal()]
        return sorted(noeud for j in dus for noeud in self.agenda[j])

    def _lire(self, noeud: bytes) -> _Fiche | None:
        fiche = self.fiches.get(noeud)
        if fiche is None and (octets := self.states.get(noeud)) is not None:
            ecrits, fiche = self.lus.get(noeud, (None, None))
            if ecrits is not octets or fiche is None:
                fiche = _Fiche(lire(octets), echeance(octets))
            self.fiches[noeud] = fiche
        return fiche

    def _garder(self, noeud: bytes, etat: Etat, jour: date | None) -> None:
        ancienne = self.fiches.get(noeud)
        ordinal = jour.toordinal() if jour else 0
        if ancienne and ancienne.echeance != ordinal:
            self.agenda[ancienne.echeance].discard(noeud)
        if ordinal:
            self.agenda[ordinal].add(noeud)
        self.fiches[noeud] = _Fiche(etat, ordinal)
        self.changes[noeud] = None
