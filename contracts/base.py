"""What every contract shares: frozen, nothing unknown, dates as YYYY-MM-DD, the envelope fields kept in the data."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator

from contracts.errors import broken


def _day(value: object) -> object:
    """A day is written YYYY-MM-DD and no other way: pydantic alone would also read a number of seconds in quotes."""
    if isinstance(value, str) and len(value) == 10 and value[4] == "-" == value[7]:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


Jour = Annotated[date, Strict(), BeforeValidator(_day)]
Booleen = Annotated[bool, Strict()]
Entier = Annotated[int, Strict()]
Montant = Annotated[str, Field(pattern=r"^[0-9]{1,6}\.[0-9]{2}$", examples=["14.00"])]  # a decimal, never a float
Texte = Annotated[str, Field(min_length=1, max_length=300)]
Reference = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\s]+$")]
CodeOrganisme = Annotated[str, Field(pattern=r"^[0-9]{3}$", examples=["751"])]
Caisse = Annotated[str, Field(pattern=r"^[0-9]{3}$", examples=["751"])]
Payeur = Literal["CAF", "MSA"]


class Contrat(BaseModel):
    """A shape that two parties agreed on."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    def to_json(self) -> bytes:
        """The data as sent: fields in the order of the contract, absent ones left out, UTF-8."""
        return self.model_dump_json(exclude_none=True).encode()


class Lot(Contrat):
    """The batch that a message was sent in, so that a missing row is seen."""

    id: Reference
    """Name of the batch at its sender."""
    rang: Annotated[int, Strict(), Field(ge=1)]
    """Rank of this message in the batch, from 1."""
    total: Annotated[int, Strict(), Field(ge=1)] | None = None
    """How many messages the batch announces."""

    @model_validator(mode="after")
    def _rank_within_total(self) -> Self:
        if self.total is not None and self.rang > self.total:
            raise broken(
                "lot_rang",
                "A batch that announces fewer messages than it sends cannot be told complete.",
                f"send rang between 1 and {self.total}, or correct total.",
                "rang",
                self.rang,
            )
        return self


class MessagePartenaire(Contrat):
    """What every partner message may say of itself: a first sending, a correction or a cancellation; its batch."""

    nature: Literal["INITIAL", "RECTIFICATIF", "ANNULATIF"] = "INITIAL"
    """INITIAL: first sending; RECTIFICATIF: replaces an earlier message; ANNULATIF: that message never counted."""
    ref_rectifiee: Reference | None = None
    """CloudEvents id of the message that is corrected or cancelled."""
    motif_rectif: Texte | None = None
    """Why it is corrected or cancelled."""
    lot: Lot | None = None
    """The batch, when the sender works in files."""

    @model_validator(mode="after")
    def _corrected_message_is_named(self) -> Self:
        if (self.nature == "INITIAL") != (self.ref_rectifiee is None):
            raise broken(
                "ref_rectifiee",
                "A correction or a cancellation undoes one message, which it must name; a first sending undoes none.",
                "send ref_rectifiee (the id of the corrected message) with RECTIFICATIF and ANNULATIF, and only then.",
                "ref_rectifiee",
            )
        return self


def check_order(debut: date | None, fin: date | None, champ: str, sens: str) -> None:
    """Refuse an end before its start."""
    if debut is not None and fin is not None and fin < debut:
        raise broken("fin_avant_debut", sens, f"send {champ} on or after {debut.isoformat()}.", champ, fin)


def check_first_of_month(jour: date, champ: str, sens: str) -> None:
    """Refuse a day that must open a month."""
    if jour.day != 1:
        raise broken(
            "premier_du_mois", sens, f"send {jour.replace(day=1).isoformat()} if that month is meant.", champ, jour
        )
