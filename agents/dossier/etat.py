"""What a node of `dossiers.faits.v1` is: an open dossier, or one absorbed by another; and its bytes."""

import struct

import msgspec

from contracts.faits import AnyFait
from contracts.internes import Decide

VERSION = 1
REMEDE = "Begin a new generation: another PASSERELLE_APP_ID folds dossiers.faits.v1 again from its beginning."
_ENTETE = struct.Struct(">BI")  # version, ordinal of the next deadline (0: none)


class Ouvert(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="o"):
    """A root: facts (a set, in order of arrival), what was decided by case, and the law it was decided under."""

    faits: tuple[AnyFait, ...] = ()
    decides: dict[str, Decide] = {}
    loi: bytes = b""


class Absorbe(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="a"):
    """A node whose dossier is held by `par`, a smaller node."""

    par: str


Etat = Ouvert | Absorbe


class EtatIllisible(Exception):
    """A state that this code cannot read: it stops the worker, as no fact is to blame."""


_encode = msgspec.msgpack.Encoder().encode
_decode: msgspec.msgpack.Decoder[Etat] = msgspec.msgpack.Decoder(Etat)


def ecrire(etat: Etat, echeance: int = 0) -> bytes:
    """State → bytes; the next deadline (ordinal of its day) stands in front, so that an index needs no decoding."""
    return _ENTETE.pack(VERSION, echeance) + _encode(etat)


def lire(octets: bytes) -> Etat:
    """Bytes → state. Raises EtatIllisible."""
    if octets[0] != VERSION:
        raise EtatIllisible(f"a state of version {octets[0]}, this code writes version {VERSION}. {REMEDE}")
    try:
        return _decode.decode(memoryview(octets)[_ENTETE.size :])
    except msgspec.DecodeError as erreur:
        raise EtatIllisible(f"a state of version {VERSION} that is spoilt: {erreur}. {REMEDE}") from None


def echeance(octets: bytes) -> int:
    """Ordinal of the next deadline of a state's bytes, 0 when there is none."""
    ordinal: int = _ENTETE.unpack_from(octets)[1]
    return ordinal
