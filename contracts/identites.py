"""Who is meant: civil status, number, address, member of a foyer, manager of a C2S."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from contracts import nir
from contracts.base import Booleen, Caisse, Contrat, Jour, Texte, check_order
from contracts.errors import broken, mask_number

Matricule = Annotated[str, Field(json_schema_extra={"pattern": nir.FORME}, examples=["2840588321025"])]
Agdref = Annotated[str, Field(pattern=r"^[0-9]{10}$", examples=["0123456789"])]
Pays = Annotated[str, Field(pattern=r"^99[0-9]{3}$", examples=["99155"])]
Lieu = Annotated[str, Field(pattern=r"^([0-9]{2}|2[AB])[0-9]{3}$", examples=["75112"])]
CodePostal = Annotated[str, Field(pattern=r"^[0-9]{5}$", examples=["75012"])]
Langue = Annotated[str, Field(pattern=r"^[a-z]{2}$", examples=["uk"])]
Lien = Literal["DEMANDEUR", "CONJOINT", "PACS", "CONCUBIN", "ENFANT", "AUTRE"]
PREMIERE_NAISSANCE = date(1880, 1, 1)


def refuse(defaut: nir.Defaut | None, champ: str, valeur: str) -> None:
    """Raise what is wrong with a number, if anything is; the number itself is masked."""
    if defaut is not None:
        raise broken(defaut.code, defaut.sens, defaut.remede, champ, mask_number(valeur) if len(valeur) > 2 else valeur)


def check_matricule(matricule: str, champ: str = "") -> str:
    """A well-shaped NIR or NIA of 13 characters, or an error that says why not."""
    refuse(nir.shape_defect(matricule), champ, matricule)
    return matricule


class EtatCivil(Contrat):
    """A person as the civil status knows them."""

    nom_naissance: Texte
    """Name at birth."""
    nom_usage: Texte | None = None
    """Name in use, when another."""
    prenoms: Annotated[tuple[Texte, ...], Field(min_length=1)]
    """First names in the order of the civil status."""
    sexe: Literal["M", "F"]
    """Sex in the civil status."""
    date_naissance: Jour
    """Day of birth; decides on age, so on majority, on the foyer (under 25) and on the price of the C2S."""
    cog_lieu: Lieu | None = None
    """INSEE code of the commune of birth, for a birth in France."""
    cog_pays: Pays
    """INSEE code of the country of birth: 99100 France, 99155 Ukraine."""
    nationalite: Pays
    """INSEE code of the country of nationality: 99100 France, 99155 Ukraine."""

    @field_validator("date_naissance")
    @classmethod
    def _born_before_it_was_said(cls, naissance: date, info: ValidationInfo) -> date:
        dit_le = (info.context or {}).get("jour")
        if naissance < PREMIERE_NAISSANCE:
            raise broken(
                "naissance_trop_ancienne", "Nobody alive was born before 1880.", "check the century.", "", naissance
            )
        if dit_le is not None and naissance > dit_le:
            raise broken(
                "naissance_future",
                f"The message of {dit_le.isoformat()} speaks of a person who was not born yet: no right can be theirs.",
                "check the day of birth.",
                "",
                naissance,
            )
        return naissance


class Identite(EtatCivil):
    """A person and their number at the social security, when they have one."""

    matricule: Matricule | None = None
    """The 13 characters of the NIR or of the NIA; absent while nobody attributed one."""
    cle: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = None
    """The two digits of the key."""
    type: Literal["NIR", "NIA"] | None = None
    """NIR, or NIA while it waits for certification; the digits do not tell. A NNP never travels (G09)."""
    certifie: Booleen
    """True when the SNGI certified this identity: two documents checked (G02, G11)."""

    @field_validator("type", mode="before")
    @classmethod
    def _no_nnp(cls, value: Any) -> Any:
        if value == "NNP":
            raise broken(
                "nnp",
                "A NNP is internal to the Cnam and never travels on a partner topic (G09).",
                "send the NIR, or the NIA that the SNGI attributed (G10), or neither matricule nor type.",
                "",
                value,
            )
        return value

    @field_validator("matricule")
    @classmethod
    def _well_shaped(cls, value: str | None) -> str | None:
        return None if value is None else check_matricule(value)

    @model_validator(mode="after")
    def _number_is_this_person_s(self) -> Self:
        if (self.matricule is None) != (self.type is None):
            raise broken(
                "matricule_sans_type",
                "A NIR and a NIA look alike and do not give the same rights: the number goes with its type (G03, G05).",
                "send matricule and type together, or neither.",
                "type",
                self.type,
            )
        if self.matricule is None:
            return self._without_number()
        if self.cle is not None:
            refuse(nir.key_defect(self.matricule, self.cle), "cle", self.cle)
        refuse(nir.person_defect(self.matricule, self.sexe, self.date_naissance), "matricule", self.matricule)
        return self

    def _without_number(self) -> Self:
        if self.cle is not None:
            raise broken(
                "cle_sans_matricule", "A key belongs to a number.", "send matricule, or no cle.", "cle", self.cle
            )
        if self.certifie:
            raise broken(
                "certifie_sans_matricule",
                "Certification ends with a NIR (G06): nobody is certified without a number.",
                "send the certified matricule, or certifie false.",
                "certifie",
                "true",
            )
        return self


class Adresse(Contrat):
    """Where letters go."""

    voie: Texte
    """Number and street, or the body that keeps the letters of a person without a home."""
    complement: Texte | None = None
    """Building, floor, host's name."""
    code_postal: CodePostal
    """Postal code."""
    commune: Texte
    """Town."""
    cog: Lieu | None = None
    """INSEE code of the commune."""


class Gestionnaire(Contrat):
    """Who manages the C2S: the caisse or a complementary body, at the free choice of the person (B08)."""

    type: Literal["CPAM", "OC"]
    """CPAM: the caisse; OC: a complementary body. No gestionnaire at all means: not chosen."""
    numero: Annotated[str, Field(pattern=r"^[0-9A-Z]{3,12}$", examples=["75500017"])] | None = None
    """Number of the complementary body, or of the caisse."""

    @model_validator(mode="after")
    def _oc_is_named(self) -> Self:
        if self.type == "OC" and self.numero is None:
            raise broken(
                "oc_sans_numero",
                "The choice of a complementary body is the choice of one of them (B08).",
                "send its number, or leave gestionnaire out if none was chosen.",
                "numero",
            )
        return self


class Membre(Contrat):
    """A person in a foyer, from one day to another. The foyer of the C2S is computed from these links (R. 861-2)."""

    identite: Identite
    """Who it is."""
    lien: Lien
    """What they are to the person who asks."""
    charge: Literal["FISCALE", "MEME_TOIT", "PENSION"] | None = None
    """How a person under 25 is dependent: tax, same roof, or alimony (R. 861-2)."""
    imposition_commune: Booleen | None = None
    """Whether the couple is taxed together."""
    residence_alternee: Booleen
    """Whether the child lives by turns with both parents."""
    caisse: Caisse
    """The caisse that this member belongs to; members of another caisse are covered too."""
    debut: Jour
    """From this day in the foyer."""
    fin: Jour | None = None
    """Last day in the foyer; absent while it lasts."""

    @model_validator(mode="after")
    def _dates_hold(self) -> Self:
        check_order(self.debut, self.fin, "fin", "A person cannot leave a foyer before joining it.")
        naissance = self.identite.date_naissance
        if self.debut < naissance:
            raise broken(
                "lien_avant_naissance",
                f"Nobody belongs to a foyer before being born ({naissance.isoformat()}).",
                "send the day of birth or a later one.",
                "debut",
                self.debut,
            )
        return self
