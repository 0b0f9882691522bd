"""The pseudonym of an identifier: what stands for a person in keys and references, where no number may."""

import hmac

SEL_PUBLIC = "passerelle-simulation"
"""The salt of simulations: it hides nothing, it only gives keys the shape they have in production."""

_RANGS = {"m:": "0", "a:": "1", "c:": "2"}


def pseudonyme(sel: bytes, identifiant: str) -> str:
    """32 hexadecimal digits of HMAC-SHA256. `m:` matricule, `a:` AGDREF number, `c:` civil status, or a reference.

    The first digit ranks the kinds: persons come before references, so the root of a dossier, its smallest node, is a
    person and rarely moves.
    """
    return _RANGS.get(identifiant[:2], "f") + hmac.digest(sel, identifiant.encode(), "sha256").hex()[:31]
