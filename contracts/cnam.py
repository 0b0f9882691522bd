"""What the CNAM says: rights already in force, decisions with their grounds."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from contracts.base import (
    Booleen,
    Caisse,
    Contrat,
    Entier,
    Jour,
    MessagePartenaire,
    Montant,
    Reference,
    Texte,
    check_order,
)
from contracts.errors import broken
from contracts.identites import Adresse, Agdref, Gestionnaire, Identite, Matricule, Membre, check_matricule
from contracts.personnes import Place, check_foyer, places

Numero = Annotated[Matricule, AfterValidator(check_matricule)]
Regle = Annotated[str, Field(pattern=r"^[A-P][0-9]{2}$", examples=["B05"])]


class C2sEnCours(Contrat):
    """A C2S already in force."""

    numero: Reference
    """Number of the right."""
    debut: Jour
    """First day."""
    fin: Jour
    """First day after the right."""
    participation: Booleen
    """True when it is paid."""
    gestionnaire: Gestionnaire | None = None
    """Who manages it."""

    @model_validator(mode="after")
    def _dates_hold(self) -> Self:
        check_order(self.debut, self.fin, "fin", "A right lasts one year from its start (D23).")
        return self


class Reprise(MessagePartenaire):
    """The rights of a foyer when the system starts: they are taken over, not decided (D01)."""

    titulaire: Identite
    """The holder."""
    membres: tuple[Membre, ...] = ()
    """The other persons of the foyer; the holder is not repeated."""
    puma_depuis: Jour
    """PUMa is open since that day for all of them."""
    c2s: C2sEnCours | None = None
    """The C2S of the foyer, when it has one."""
    adresse: Adresse | None = None
    """Where letters go."""

    @model_validator(mode="after")
    def _foyer_holds(self) -> Self:
        persons: list[Place] = [("titulaire", self.titulaire), *places("membres", self.membres)]
        check_foyer(persons)
        return self


class Personne(Contrat):
    """A person as a decision names them."""

    matricule: Numero | None = None
    """NIR or NIA, when there is one."""
    agdref: Agdref | None = None
    """AGDREF number, when there is one."""
    nom: Texte
    """Name."""
    prenom: Texte
    """First name."""
    sexe: Literal["M", "F"] | None = None
    """Sex in the civil status."""
    date_naissance: Jour
    """Day of birth."""


class Beneficiaire(Personne):
    """A person whom the decision covers."""

    prix_mensuel: Montant | None = None
    """Monthly participation of this person; by age on 1 January of the year of attribution (D15)."""


class ParametreCite(Contrat):
    """A dated value of the law that the decision used."""

    nom: Texte
    """Name of the parameter."""
    depuis: Jour
    """Day from which the value that was used is in force."""
    reference: Texte
    """Text that fixes it."""


class FaitCite(Contrat):
    """A fact that the decision rests on, with its three dates."""

    id: Texte
    """Id of the fact."""
    type: Texte
    """Kind of fact."""
    survenu_le: Jour
    """Day it happened."""
    enregistre_le: Jour
    """Day the agency recorded it."""
    recu_le: Jour
    """Day it reached the CNAM."""


class Fondements(Contrat):
    """Why it was decided so: rules, dated values, facts."""

    regles: tuple[Regle, ...]
    """Ids of the rules in the catalogue."""
    parametres: tuple[ParametreCite, ...] = ()
    """Dated values of the law."""
    faits: tuple[FaitCite, ...] = ()
    """The facts."""


class _Decision(Contrat):
    """What every decision carries. It names a right by its reference, never by a cause."""

    reference: Reference
    """Reference of the right: the demande, the APS … that founds it."""
    revision: Annotated[Entier, Field(ge=0)]
    """0 for the first decision on this reference, then one more each time."""
    remplace: Reference | None = None
    """Id of the decision that this one replaces."""
    jour: Jour
    """Day of the decision: the day on which its grounds were complete."""
    titulaire: Beneficiaire
    """Holder of the right."""
    beneficiaires: tuple[Beneficiaire, ...]
    """Persons covered (D04), the holder among them when covered."""
    debut: Jour | None = None
    """First day of the right."""
    fin: Jour | None = None
    """First day after the right."""
    participation: Booleen = False
    """True when the C2S is paid."""
    prix_mensuel: Montant | None = None
    """Monthly participation of the whole foyer."""
    gestionnaire: Gestionnaire | None = None
    """Who manages it; absent: not chosen."""
    en_attente: Literal["ADHESION"] | None = None
    """ADHESION: granted, opens when the form comes back (D20)."""
    motif: Texte | None = None
    """Ground of a refusal, revision or cancellation, e.g. DEJA_COUVERT, OPPOSITION, RSA_ANNULE."""
    canal: Texte | None = None
    """Channel of the founding fact, e.g. TELESERVICE."""
    agence: Texte
    """Agency of the founding fact, e.g. CAF."""
    caisse: Caisse | None = None
    """Caisse that decides."""
    echeance: Jour | None = None
    """Day on which an invitation or an adhesion lapses."""
    rang: Annotated[Entier, Field(ge=1)] | None = None
    """Rank of the invitation on this reference."""
    fondements: Fondements
    """Why."""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        check_order(self.debut, self.fin, "fin", "A right ends after it starts.")
        if self.revision > 0 and self.remplace is None:
            raise broken(
                "remplace",
                "A later decision on a right replaces an earlier one, which it names.",
                "send remplace, or revision 0.",
                "remplace",
            )
        return self


class DecisionC2s(_Decision):
    """A decision on the C2S of a foyer."""

    droit: Literal["C2S"] = "C2S"
    """Complémentaire santé solidaire."""
    issue: Literal["ACCORDEE", "INVITEE", "OPPOSEE", "REFUSEE", "REVISEE", "ANNULEE"]
    """What was decided; an INVITEE is no right yet (B10, C05)."""

    @model_validator(mode="after")
    def _granted_when(self) -> Self:
        if self.issue == "ACCORDEE" and self.debut is None and self.en_attente is None:
            raise broken(
                "accord_sans_debut",
                "A right that is granted has a first day (D18), or waits for the adhesion (D20).",
                "send debut and fin, or en_attente.",
                "debut",
            )
        return self


class DecisionPuma(_Decision):
    """A decision on the PUMa of one person."""

    droit: Literal["PUMA"] = "PUMA"
    """Protection universelle maladie."""
    issue: Literal["OUVERTE", "REVISEE", "ANNULEE"]
    """What was decided."""


class DecisionNia(_Decision):
    """A decision to ask the SNGI for a NIA, for one person (F20, G05)."""

    droit: Literal["NIA"] = "NIA"
    """Numéro d'identification d'attente."""
    issue: Literal["DEMANDEE", "ANNULEE"]
    """What was decided."""
