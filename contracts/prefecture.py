"""What the préfectures say of the APS of displaced persons (F01, F09)."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import Booleen, Contrat, Jour, MessagePartenaire, Texte, check_order
from contracts.errors import broken
from contracts.identites import Adresse, Agdref, Identite, Langue, Lien
from contracts.personnes import check_born_by, check_foyer

NumeroAps = Annotated[
    str, Field(pattern=r"^APS-([0-9]{2,3}|2[AB])-[0-9]{6}-[0-9]{6}$", examples=["APS-75-202203-000123"])
]
_FIN = "An APS that ends before it starts authorises no stay, so it opens no right (F02, E01)."


class Mineur(Contrat):
    """A minor listed on the APS of an adult: covered with the adult (F02)."""

    identite: Identite
    """Who it is."""
    agdref: Agdref | None = None
    """The minor's own AGDREF number."""
    lien: Lien
    """What the minor is to the holder."""


class ApsDelivree(MessagePartenaire):
    """An APS was issued; one per adult. With temporary protection it opens PUMa and the C2S without any form (F02)."""

    numero_aps: NumeroAps
    """Number of the document: the feed and the desk speak of the same APS."""
    canal: Literal["FLUX", "GUICHET"] = "FLUX"
    """FLUX: the secured circuit (F09); GUICHET: shown at a desk (F03, F10). One right, whichever came first."""
    agdref: Agdref
    """The holder's AGDREF number, ten digits."""
    titulaire: Identite
    """Who holds it."""
    protection_temporaire: Booleen
    """True when it is issued under directive 2001/55/CE (F01)."""
    delivree_le: Jour
    """Day of issue."""
    debut: Jour
    """First day of the stay: rights open on it."""
    fin: Jour
    """Last day of the stay, six months later as a rule (P15)."""
    entree_france: Jour | None = None
    """Day of entry in France."""
    adresse: Adresse
    """Where the holder lives."""
    adresse_valide: Booleen
    """False when the préfecture knows that letters will not arrive (F09)."""
    hebergeur: Texte | None = None
    """Who lodges the holder."""
    mineurs: tuple[Mineur, ...] = ()
    """Minors listed on the document; one who is not needs a S3705 (F04)."""
    conjoint_agdref: Agdref | None = None
    """AGDREF number of the spouse, who has an APS of their own."""
    langue: Langue
    """Language the holder reads: fr, uk …"""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        check_order(self.debut, self.fin, "fin", _FIN)
        persons = [("titulaire", self.titulaire)]
        persons += [(f"mineurs.{rang}.identite", mineur.identite) for rang, mineur in enumerate(self.mineurs)]
        check_foyer(persons)
        check_born_by(self.fin, "fin", persons)
        return self

    @model_validator(mode="after")
    def _agdref_is_one_person(self) -> Self:
        holders = {self.agdref: "agdref"}
        others = [(f"mineurs.{rang}.agdref", mineur.agdref) for rang, mineur in enumerate(self.mineurs)]
        for champ, number in [("conjoint_agdref", self.conjoint_agdref), *others]:
            if number is not None and holders.setdefault(number, champ) != champ:
                raise broken(
                    "agdref_partage",
                    f"This AGDREF number is already at {holders[number]}: one number is one person (G01).",
                    "send each person's own number, or none.",
                    champ,
                    number,
                )
        return self


ValeurChamp = Jour | Booleen | Texte | Adresse | Identite | tuple[Mineur, ...]
_VALEURS: dict[str, type] = {
    **dict.fromkeys(("delivree_le", "debut", "fin", "entree_france"), date),
    **dict.fromkeys(("agdref", "conjoint_agdref", "hebergeur", "langue"), str),
    **dict.fromkeys(("protection_temporaire", "adresse_valide"), bool),
    "titulaire": Identite,
    "adresse": Adresse,
    "mineurs": tuple,
}


class Champ(Contrat):
    """One field of the APS before and after."""

    nom: Literal[
        "agdref", "titulaire", "protection_temporaire", "delivree_le", "debut", "fin", "entree_france", "adresse",
        "adresse_valide", "hebergeur", "mineurs", "conjoint_agdref", "langue",
    ]  # fmt: skip
    """Name of the field, as in aps.delivree."""
    avant: ValeurChamp | None = Field(default=None, union_mode="left_to_right")
    """Value that was sent; absent when there was none."""
    apres: ValeurChamp | None = Field(default=None, union_mode="left_to_right")
    """Value that is right; absent when there is none."""

    @model_validator(mode="after")
    def _value_fits_the_field(self) -> Self:
        for champ, value in (("avant", self.avant), ("apres", self.apres)):
            if value is not None and not isinstance(value, _VALEURS[self.nom]):
                raise broken(
                    "champ_valeur",
                    f"A rectified {self.nom} takes the place of the one in the APS, so it has the same shape.",
                    f"send {self.nom} as in aps.delivree.",
                    champ,
                )
        return self


class ApsMouvement(MessagePartenaire):
    """An APS was renewed, has expired, was rectified or withdrawn."""

    numero_aps: NumeroAps
    """The APS concerned; the new one when renewed."""
    precedent: NumeroAps | None = None
    """The APS that a new number continues."""
    mouvement: Literal["RENOUVELEE", "EXPIREE", "RECTIFIEE", "RETIREE"]
    """RETIREE ends it before its term; RECTIFIEE: it always was as told now."""
    debut: Jour | None = None
    """First day of the renewed stay, or of the withdrawal."""
    fin: Jour | None = None
    """New last day."""
    champs: tuple[Champ, ...] = ()
    """What a rectification changes, e.g. a minor who had been forgotten (F04)."""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        check_order(self.debut, self.fin, "fin", _FIN)
        if self.mouvement == "RENOUVELEE" and self.fin is None:
            raise broken("renouvellement", "A renewal gives a new end.", "send fin.", "fin")
        if (self.mouvement == "RECTIFIEE") != bool(self.champs):
            raise broken(
                "champs",
                "A rectification says what was wrong; no other movement does.",
                "send champs with RECTIFIEE, and only then.",
                "champs",
            )
        return self
