"""What travels on the internal topics: facts, links between nodes, absorbed dossiers, ticks, reports of closed days."""

from datetime import date

import msgspec

from contracts.faits import AnyFait, Tableau


class Decide(Tableau, frozen=True):
    """What was last decided on a case: its revision (from 0), and a digest of what was said (empty: nothing stands)."""

    revision: int
    empreinte: bytes


class Lien(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """The receiving node and `autre` belong to one dossier."""

    autre: str


class DossierAbsorbe(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """All that an absorbed node knew, for the node that absorbs it."""

    faits: tuple[AnyFait, ...]
    decides: dict[str, Decide]
    loi: bytes = b""


class Tick(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """Every feed has closed `jour`. Rounds go on until nothing moves; then `solde`: deadlines fire, `retard` aside."""

    jour: date
    tour: int
    solde: bool = False
    retard: tuple[str, ...] = ()


class FluxClos(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """To the calendar: one partition of a partner's topic has closed `jour`."""

    topic: str
    partition: int
    jour: date


class TourClos(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """To the calendar: one partition of the dossiers ended a round; `transmis`: it had sent something on."""

    partition: int
    jour: date
    tour: int
    transmis: bool


class GraceEcoulee(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """To the calendar: `jour` has waited long enough, go on without the late feeds."""

    jour: date


Courrier = AnyFait | Lien | DossierAbsorbe | Tick
Rapport = FluxClos | TourClos | GraceEcoulee

encode = msgspec.json.Encoder().encode
decode: msgspec.json.Decoder[Courrier] = msgspec.json.Decoder(Courrier)
decode_rapport: msgspec.json.Decoder[Rapport] = msgspec.json.Decoder(Rapport)
