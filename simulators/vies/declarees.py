"""Lives told one by one in a scenario file: what is left out is drawn, what is written is lived."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from contracts.base import Payeur
from contracts.identites import Langue, Lien, Pays
from simulators.lieux import DEPARTEMENTS, UKRAINE
from simulators.personnes import Charge, Sexe
from simulators.vies.modele import C2s, Canal, CanalAssure, Mouvement

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Departement = Annotated[str, Field(examples=sorted(DEPARTEMENTS))]


class _Ferme(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MembreDeclare(_Ferme):
    """A person of a foyer."""

    lien: Lien
    sexe: Sexe
    naissance: date
    nom: str | None = None
    charge: Charge | None = None
    imposition_commune: bool | None = None
    residence_alternee: bool = False
    agdref: bool = True
    hors_rsa: bool = False


class C2sDeclaree(_Ferme):
    """A C2S that the foyer already holds."""

    debut: date
    fin: date
    participation: bool = False


class ConduiteDeclaree(_Ferme):
    """What is done with our letters: days before answering the first, then the second; null: silence."""

    reponses: tuple[int | None, int | None] = (None, None)
    canal: CanalAssure = "COURRIER"
    gestionnaire: str = "CPAM"
    activite: bool = False
    activite_conjoint: bool = False
    oppose: bool = False


class _Vie(_Ferme):
    """What every life told has: a name, a place, people."""

    id: Id
    departement: Departement = "75"
    membres: Annotated[tuple[MembreDeclare, ...], Field(min_length=1)]
    puma_depuis: date | None = date(2018, 1, 1)
    c2s: C2sDeclaree | None = None

    @model_validator(mode="after")
    def _places(self) -> Self:
        if self.departement not in DEPARTEMENTS:
            raise ValueError(f"departement: one of {', '.join(DEPARTEMENTS)}")
        if [m.lien for m in self.membres].count("DEMANDEUR") != 1 or self.membres[0].lien != "DEMANDEUR":
            raise ValueError("membres: the first one is the DEMANDEUR, and the only one")
        return self


class MouvementDeclare(_Ferme):
    """A change of an open RSA."""

    mouvement: Mouvement
    le: date
    motif: str = "RESSOURCES"
    nouvel_organisme: str | None = None


class RsaDeclare(_Vie):
    """A demande of RSA and what follows."""

    payeur: Payeur = "CAF"
    canal: Canal = "TELESERVICE"
    depot: date
    choix: C2s = "NON_EXPRIMEE"
    gestionnaire: str | None = None
    foyer_dit: bool = True
    decision: date
    rejet: bool = False
    demande_recue: date | None = None
    droit_recu: date | None = None
    mouvements: tuple[MouvementDeclare, ...] = ()
    opposition_courrier: date | None = None
    s3711_le: date | None = None
    conduite: ConduiteDeclaree = ConduiteDeclaree()


class AdhesionDeclaree(_Ferme):
    """The return of the adhesion form, in days after the grant."""

    delai: Annotated[int, Field(ge=1)]
    incomplet_apres: Annotated[int, Field(ge=1)] | None = None


class AspaDeclaree(_Vie):
    """Someone who receives the ASPA."""

    effet: date
    premier_mois: date | None = None
    conjoint_aspa: bool = False
    sortie_mois: date | None = None
    mois_manquants: tuple[date, ...] = ()
    adhesion: AdhesionDeclaree | None = None
    conduite: ConduiteDeclaree = ConduiteDeclaree()


class OubliDeclare(_Ferme):
    """A minor forgotten on the APS (rank in `membres`, from 0); days are counted from our letter."""

    membre: Annotated[int, Field(ge=1)]
    s3705: Annotated[int, Field(ge=1)] | None = None
    s3705_incomplet: Annotated[int, Field(ge=1)] | None = None
    rectifie_le: date | None = None


class RenouvellementDeclare(_Ferme):
    """A second APS that continues the first."""

    le: date
    debut: date
    fin: date


class ApsDeclaree(_Vie):
    """One adult's APS; minors are members with the lien ENFANT."""

    entree: date
    delivree: date
    debut: date
    fin: date | None = None
    langue: Langue = "uk"
    flux: date | None = None
    guichet: date | None = None
    oublies: tuple[OubliDeclare, ...] = ()
    debut_rectifie: date | None = None
    rectifiee_le: date | None = None
    retiree_le: date | None = None
    expiree_le: date | None = None
    renouvellement: RenouvellementDeclare | None = None

    @model_validator(mode="after")
    def _shown_somewhere(self) -> Self:
        if self.flux is None and self.guichet is None:
            raise ValueError("flux, guichet: give the day of one of them, or nobody ever hears of this APS")
        if (self.debut_rectifie is None) != (self.rectifiee_le is None):
            raise ValueError("debut_rectifie, rectifiee_le: both or neither")
        return self


class RapatrieDeclare(_Vie):
    """A repatriate."""

    arrivee: date
    signale_le: date
    pays: Pays = UKRAINE


class VieDeclaree(_Ferme):
    """One life, of one kind."""

    rsa: RsaDeclare | None = None
    aspa: AspaDeclaree | None = None
    aps: ApsDeclaree | None = None
    rapatrie: RapatrieDeclare | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(vie is not None for vie in (self.rsa, self.aspa, self.aps, self.rapatrie)) != 1:
            raise ValueError("a life is one of rsa, aspa, aps, rapatrie")
        return self

    @property
    def vie(self) -> RsaDeclare | AspaDeclaree | ApsDeclaree | RapatrieDeclare:
        """The life, whatever its kind."""
        vie = self.rsa or self.aspa or self.aps or self.rapatrie
        if vie is None:  # the validator has seen to it
            raise ValueError("no life")
        return vie
