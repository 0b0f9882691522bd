"""What the CNAF and the MSA say of the RSA: the demande, the right, its changes, its refusal (B09, R. 262-103 CASF)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import (
    Booleen,
    CodeOrganisme,
    Contrat,
    Jour,
    MessagePartenaire,
    Payeur,
    Texte,
    check_first_of_month,
    check_order,
)
from contracts.errors import broken
from contracts.identites import Adresse, Gestionnaire, Membre
from contracts.personnes import check_born_by, check_foyer, check_one_claimant, places

NumeroDemande = Annotated[str, Field(pattern=r"^[0-9]{11}$", examples=["00012345678"])]
NumeroAllocataire = Annotated[str, Field(pattern=r"^[0-9]{7}$", examples=["1234567"])]
Situation = Literal["CELIBATAIRE", "MARIE", "PACSE", "CONCUBIN", "SEPARE", "DIVORCE", "VEUF"]


class _Rsa(MessagePartenaire):
    """What every message on the RSA names: numbers are those of one body, so the body is always there."""

    payeur: Payeur
    """Who pays the RSA: CAF or MSA."""
    code_organisme: CodeOrganisme
    """Which CAF or MSA: demande and allocataire numbers mean nothing without it."""


class TitreSejour(Contrat):
    """The residence document shown with the demande."""

    nature: Texte
    """Kind of document, e.g. CARTE_RESIDENT."""
    debut: Jour | None = None
    """First day of validity."""
    fin: Jour | None = None
    """Last day of validity; six months after it PUMa closes (E16)."""

    @model_validator(mode="after")
    def _dates_hold(self) -> Self:
        check_order(
            self.debut, self.fin, "fin", "A document that ends before it starts proves no regular residence (E01)."
        )
        return self


class RepresentantLegal(Contrat):
    """Who acts for the person: letters go there too."""

    nom: Texte
    """Name of the person or of the association."""
    qualite: Literal["TUTEUR", "CURATEUR", "MANDATAIRE", "PARENT"]
    """In what capacity."""
    adresse: Adresse | None = None
    """Where letters go, when elsewhere."""


class Demande(_Rsa):
    """A demande of RSA was filed; it carries what the person said of the C2S (R. 861-16)."""

    numero_demande: NumeroDemande
    """Number of the demande; joins it to the right that follows, or to the refusal."""
    canal: Literal["TELESERVICE", "PAPIER"]
    """TELESERVICE grants without any step (B05); PAPIER leads to an invitation until 2023 (B10)."""
    date_depot: Jour
    """Day of filing: from 1 January 2022 the C2S follows (B03, P01)."""
    situation_familiale: Situation
    """Family situation as declared."""
    situation_depuis: Jour | None = None
    """Since when."""
    foyer: tuple[Membre, ...]
    """The foyer as declared, the claimant among it; empty when the channel does not carry it (B11)."""
    c2s: Literal["ACCEPTEE", "REFUSEE", "NON_EXPRIMEE"]
    """REFUSEE is the express opposition (B07); silence opens the right (B06)."""
    c2s_le: Jour | None = None
    """Day on which that was said; absent when nothing was."""
    gestionnaire: Gestionnaire | None = None
    """Who shall manage the C2S (B08); absent: not chosen."""
    adresse: Adresse
    """Where the claimant lives."""
    titre_sejour: TitreSejour | None = None
    """Residence document of a foreigner."""
    representant_legal: RepresentantLegal | None = None
    """Guardian or the like."""

    @model_validator(mode="after")
    def _opposition_is_dated(self) -> Self:
        if self.c2s_le is None and self.c2s != "NON_EXPRIMEE":
            raise broken(
                "c2s_sans_date",
                "An opposition or an acceptance is an act of the person and has a day (B07).",
                "send c2s_le; or NON_EXPRIMEE if the person said nothing.",
                "c2s_le",
            )
        return self

    @model_validator(mode="after")
    def _foyer_holds(self) -> Self:
        persons = places("foyer", self.foyer)
        check_foyer(persons)
        check_one_claimant("foyer", self.foyer)
        check_born_by(self.date_depot, "date_depot", persons)
        return self


class DroitOuvert(_Rsa):
    """The RSA was granted: with the demande, it founds the C2S (B01) and PUMa (E04)."""

    numero_demande: NumeroDemande
    """The demande that it answers."""
    numero_allocataire: NumeroAllocataire
    """The allocataire number that later changes will name."""
    date_decision: Jour
    """Day of the decision."""
    date_effet: Jour
    """First day of the RSA: the 1st of the month of filing (R. 262-33 CASF)."""
    foyer_retenu: tuple[Membre, ...]
    """The foyer on which the RSA was computed; not the foyer of the C2S (P08)."""
    enfants_hors_rsa: tuple[Membre, ...] = ()
    """Children of the home that the RSA does not count and the C2S may (P08)."""
    montant_nul: Booleen
    """True when the right is open but nothing is paid."""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        check_first_of_month(
            self.date_effet, "date_effet", "The RSA starts on the 1st of the month of filing (R. 262-33 CASF)."
        )
        check_one_claimant("foyer_retenu", self.foyer_retenu)
        persons = places("foyer_retenu", self.foyer_retenu) + places("enfants_hors_rsa", self.enfants_hors_rsa)
        check_foyer(persons)
        check_born_by(self.date_decision, "date_decision", persons)
        return self


class DroitModifie(_Rsa):
    """Something happened to an open RSA."""

    numero_allocataire: NumeroAllocataire
    """Whose RSA."""
    mouvement: Literal["SUSPENDU", "REPRIS", "FERME", "ANNULE", "MUTE"]
    """FERME ends it and the C2S runs to its term; ANNULE: it never was; MUTE: another body takes over."""
    motif: Texte
    """Why."""
    date_effet: Jour
    """From which day."""
    retroactif: Booleen
    """True when months already paid are undone."""
    nouvel_organisme: CodeOrganisme | None = None
    """Where a moved allocataire went."""

    @model_validator(mode="after")
    def _moved_somewhere(self) -> Self:
        if (self.mouvement == "MUTE") != (self.nouvel_organisme is not None):
            raise broken(
                "mutation",
                "A mutation hands the file to another body, which must be named; no other movement does.",
                "send nouvel_organisme with MUTE, and only then.",
                "nouvel_organisme",
                self.nouvel_organisme,
            )
        return self


class Rejet(_Rsa):
    """The RSA was refused: the demande founds nothing."""

    numero_demande: NumeroDemande
    """The demande that is refused."""
    motif: Texte
    """Why."""
    date_decision: Jour
    """Day of the decision."""
    recours_en_cours: Booleen
    """True while an appeal is pending."""
