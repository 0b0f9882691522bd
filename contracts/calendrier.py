"""What a feed says when its day is over."""

from typing import Annotated

from pydantic import Field

from contracts.base import Contrat, Jour


class JourClos(Contrat):
    """Everything that this sender publishes for that day is out, on every partition."""

    emetteur: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_-]{1,31}$", examples=["CNAF"])]
    """Which feed: CNAF, MSA, CNAV, PREFECTURE, SNGI, ASSURES, RAPATRIEMENT, OC; CPAM on the output topics."""
    jour: Jour
    """The day that is closed."""
