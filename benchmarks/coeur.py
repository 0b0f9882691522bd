"""The core alone, on one core: records and facts a second, beside decoding alone; bytes of state; where time goes."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from time import process_time
from typing import Any, NamedTuple

from agents.dossier import batch, decide, ecrits, etat
from agents.noeuds import Noeuds
from benchmarks.charges import foyers_rsa, population
from benchmarks.chrono import Chrono
from contracts.internes import DossierAbsorbe, Lien, Tick, decode
from contracts.wire import Record
from law.loader import Loi, load

LOT, TOURS = 2000, 5
SEUIL_GC = 50_000
PARTS = {
    "read states": (batch, "lire"),
    "union": (batch, "recevoir"),
    "fold": (decide, "fold"),
    "difference": (batch, "decide"),
    "writing": (batch, "ecrire"),
    "letters": (ecrits, "lettres"),
    "encode outputs": (ecrits, "_encode"),
    "encode facts": (batch, "encode"),
    "write states": (batch, "ecrire_etat"),
}


class Charge(NamedTuple):
    """Records of one partition; how many are messages of a dossier (ticks aside), and facts of partners."""

    nom: str
    records: list[Record]
    messages: int
    faits: int


class Mesure(NamedTuple):
    """The best of some turns, in seconds of processor."""

    coeur: float
    decodage: float
    etats: dict[bytes, bytes]


def charge(nom: str, records: list[Record]) -> Charge:
    """Count what a load is made of: a fact that travels from node to node is one fact, and several messages."""
    dits = [message for r in records if not isinstance(message := decode.decode(r.value or b""), Tick)]
    faits = {message.id for message in dits if not isinstance(message, (Lien, DossierAbsorbe))}
    return Charge(nom, records, len(dits), len(faits))


def traiter(records: Sequence[Record], loi: Loi) -> tuple[float, dict[bytes, bytes]]:
    """A fresh handler takes all records, as a worker gives them: seconds of processor, states left."""
    dossiers, etats, passe = batch.Dossiers(loi, Noeuds()), dict[bytes, bytes](), 0.0
    dossiers.restore(0, etats)
    for debut in range(0, len(records), LOT):
        lot = records[debut : debut + LOT]
        depart = process_time()
        step = dossiers(lot, etats)
        passe += process_time() - depart
        etats |= {cle: octets for cle, octets in step.states.items() if octets is not None}
    return passe, etats


def mesurer(charge: Charge, loi: Loi) -> Mesure:
    """The core and the decoding, turn by turn: what else the machine does weighs on both."""
    coeur, decodage, etats = [], [], dict[bytes, bytes]()
    for _ in range(TOURS):
        passe, etats = traiter(charge.records, loi)
        coeur.append(passe)
        decodage.append(chronometrer(lambda: [decode.decode(r.value or b"") for r in charge.records]))
    return Mesure(min(coeur), min(decodage), etats)


def chronometrer(function: Callable[[], Any]) -> float:
    """Seconds of processor of one call."""
    depart = process_time()
    function()
    return process_time() - depart


def tailles(etats: dict[bytes, bytes]) -> list[int]:
    """Bytes by dossier, sorted; the small states of absorbed nodes are shared out among them."""
    ouverts, autres = [], 0
    for cle, octets in etats.items():
        if cle != batch.HORLOGE and isinstance(etat.lire(octets), etat.Ouvert):
            ouverts.append(len(octets))
        else:
            autres += len(octets)
    part = autres // len(ouverts)
    return sorted(octets + part for octets in ouverts)


def profil(charge: Charge, loi: Loi) -> dict[str, float]:
    """Percent of the time by part, each without those it calls; the clock's own cost is in them."""
    chrono = Chrono()
    with chrono.sur(PARTS):
        traiter(charge.records, loi)
    total = sum(chrono.parts.values())
    return {nom: 100 * temps / total for nom, temps in chrono.parts.items()}


def dire(ligne: str = "") -> None:
    """One line of the report."""
    sys.stdout.write(f"{ligne}\n")


def rapport(charges: Sequence[Charge], loi: Loi) -> None:
    """Figures of each load, and its profile."""
    dire(f"{'':10} records  messages/s  partner facts/s  us/message  x decoding  bytes/dossier (p99)  with gc at rest")
    for une in charges:
        mesure = mesurer(une, loi)
        octets = tailles(mesure.etats)
        repos = une.messages / sans_ramassage(mesurer, une, loi).coeur
        dire(
            f"{une.nom:10} {une.messages:7}  {une.messages / mesure.coeur:10.0f}  {une.faits / mesure.coeur:15.0f}  "
            f"{1e6 * mesure.coeur / une.messages:10.1f}  {mesure.coeur / mesure.decodage:10.1f}  "
            f"{sum(octets) // len(octets):13} ({octets[len(octets) * 99 // 100]})  {repos:8.0f}/s"
        )
    for une in charges:
        parts = sorted(profil(une, loi).items(), key=lambda part: -part[1])
        dire(f"\n{une.nom}: " + ", ".join(f"{nom} {pour_cent:.0f} %" for nom, pour_cent in parts))
    dire("\nOf the profile, `reste` is decoding the records, finding and keeping the dossiers, the index of deadlines.")
    dire(f"A loop of 400 000 additions takes {1e3 * min(chronometrer(additions) for _ in range(9)):.1f} ms here now.")


def sans_ramassage(mesurer: Callable[[Charge, Loi], Mesure], une: Charge, loi: Loi) -> Mesure:
    """The same, with what is loaded out of the collector's sight and rarer collections, as a worker may set it."""
    seuils = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(SEUIL_GC, *seuils[1:])
    try:
        return mesurer(une, loi)
    finally:
        gc.set_threshold(*seuils)
        gc.unfreeze()


def additions() -> None:
    """A yardstick of the machine: it slows as much as the rest when others load it."""
    somme = 0
    for n in range(400_000):
        somme += n


def main() -> None:
    """`python -m benchmarks.coeur`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=6000, help="facts of partners in each load (default 6000)")
    facts, loi = parser.parse_args().facts, load()
    charges = [
        charge("rsa", foyers_rsa(facts // 3, loi)),
        charge("mixte", population("mixte", facts // 5, loi)),
    ]
    rapport(charges, loi)


if __name__ == "__main__":
    main()
