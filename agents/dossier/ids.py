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
    """A UUIDv5 (RFC 9562) in our namespace, as text: `uuid.uuid5` without its object, many times faster."""
    h = sha1(_ESPACE + nom.encode(), usedforsecurity=False).hexdigest()
    return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{_VARIANTE[h[16]]}{h[17:20]}-{h[20:32]}"


_ESPACE = ESPACE.bytes
_VARIANTE = {f"{n:x}": "89ab"[n & 3] for n in range(16)}
