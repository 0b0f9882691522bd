"""Ids of what is issued: from what a right is, never from what caused it."""

from hashlib import sha1
from uuid import UUID

ESPACE = UUID("6f1c2f0e-6c43-5b0e-9a5e-7a1d0c0b2c2e")


def id_decision(cle: str, revision: int) -> str:
    """A decision's id: kind of right, reference (and holder), revision."""
    return uuid5(f"{cle}|{revision}")


def id_lettre(origine: str, modele: str, canal: str, langue: str) -> str:
    """A letter's id: what it tells (a decision's id, or the key of what a rule ordered), and its form."""
    return uuid5(f"{origine}|{modele}|{canal}|{langue}")


def uuid5(nom: str) -> str:
    """A UUIDv5 (RFC 9562) in our namespace, as text: `uuid.uuid5` without its object, four times faster."""
    octets = bytearray(sha1(ESPACE.bytes + nom.encode(), usedforsecurity=False).digest()[:16])
    octets[6] = octets[6] & 0x0F | 0x50
    octets[8] = octets[8] & 0x3F | 0x80
    h = octets.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
