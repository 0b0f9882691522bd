"""Ids of what is issued: from what a right is, never from what caused it."""

from uuid import UUID, uuid5

ESPACE = UUID("6f1c2f0e-6c43-5b0e-9a5e-7a1d0c0b2c2e")


def id_decision(cle: str, revision: int) -> str:
    """A decision's id: kind of right, reference (and holder), revision."""
    return str(uuid5(ESPACE, f"{cle}|{revision}"))


def id_lettre(origine: str, modele: str, canal: str, langue: str) -> str:
    """A letter's id: what it tells (a decision's id, or the key of what a rule ordered), and its form."""
    return str(uuid5(ESPACE, f"{origine}|{modele}|{canal}|{langue}"))
