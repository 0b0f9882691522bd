"""Dated lives: what really happens to people, whoever hears of it; agencies tell parts of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.base import Payeur
from simulators.personnes import Foyer, Membre, Personne
from simulators.publication import noeud

CPAM = "CPAM"
Canal = Literal["TELESERVICE", "PAPIER"]
C2s = Literal["ACCEPTEE", "REFUSEE", "NON_EXPRIMEE"]
Mouvement = Literal["SUSPENDU", "REPRIS", "FERME", "ANNULE", "MUTE"]
CanalAssure = Literal["COURRIER", "COMPTE_AMELI", "GUICHET", "EMAIL"]
Moyen = Literal["PRELEVEMENT", "CHEQUE"]


@dataclass(frozen=True, slots=True)
class Couverture:
    """What people already hold when the period begins: PUMa since a day, and perhaps a C2S (D01)."""

    id: str
    departement: str
    personnes: tuple[Personne, ...]
    puma_depuis: date
    c2s_debut: date | None = None
    c2s_fin: date | None = None
    participation: bool = False

    @property
    def reference(self) -> str:
        """`reprise:<id>`: the number of the C2S taken over."""
        return f"reprise:{self.id}"


@dataclass(frozen=True, slots=True)
class Conduite:
    """What someone does with our letters: days before answering the first and the second (None: silent), and how."""

    delais: tuple[int | None, int | None] = (None, None)
    canal: CanalAssure = "COURRIER"
    gestionnaire: str = CPAM
    activite: bool = False
    activite_conjoint: bool = False
    oppose: bool = False

    def delai(self, rang: int) -> int | None:
        """Days to answer the letter of that rank, counted from 1."""
        return self.delais[rang - 1] if rang <= len(self.delais) else None


@dataclass(frozen=True, slots=True)
class MouvementRsa:
    """A change of an open RSA, told some days after it was decided."""

    mouvement: Mouvement
    motif: str
    effet: date
    decide_le: date
    nouvel_organisme: str | None = None


@dataclass(frozen=True, slots=True)
class VieRsa:
    """A demande of RSA and what follows. `*_recu` fixes the day a message goes out; None: the CAF's own delay."""

    id: str
    foyer: Foyer
    payeur: Payeur
    organisme: str
    numero_demande: str
    numero_allocataire: str
    canal: Canal
    depot: date
    c2s: C2s
    gestionnaire: str | None
    ouvert: bool
    decision: date
    conduite: Conduite
    foyer_dit: bool = True
    hors_rsa: tuple[Membre, ...] = ()
    montant_nul: bool = False
    mouvements: tuple[MouvementRsa, ...] = ()
    opposition_courrier: date | None = None
    s3711_le: date | None = None
    demande_recue: date | None = None
    droit_recu: date | None = None

    @property
    def reference(self) -> str:
        """`rsa:<payeur>-<organisme>:<demande>`."""
        return f"rsa:{self.payeur}-{self.organisme}:{self.numero_demande}"

    @property
    def reference_allocataire(self) -> str:
        """`allocataire:<payeur>-<organisme>:<number>`."""
        return f"allocataire:{self.payeur}-{self.organisme}:{self.numero_allocataire}"

    @property
    def effet(self) -> date:
        """The RSA starts on the 1st of the month of filing (R. 262-33 CASF)."""
        return self.depot.replace(day=1)

    @property
    def membres_rsa(self) -> tuple[Membre, ...]:
        """The foyer of the RSA: the children it does not count are left out."""
        exclus = {m.personne.id for m in self.hors_rsa}
        return tuple(m for m in self.foyer.membres if m.personne.id not in exclus)


@dataclass(frozen=True, slots=True)
class Adhesion:
    """The return of the adhesion form: days after our decision; first incomplete, then whole, or never."""

    delai: int
    incomplet_apres: int | None = None
    moyen: Moyen = "PRELEVEMENT"


@dataclass(frozen=True, slots=True)
class VieAspa:
    """Someone who receives the ASPA, shown by the monthly exchange from `premier_mois` on."""

    id: str
    foyer: Foyer
    organisme: str
    effet: date
    premier_mois: date
    conjoint_aspa: bool
    conduite: Conduite
    adhesion: Adhesion | None
    sortie_mois: date | None = None
    motif_sortie: str | None = None
    mois_manquants: tuple[date, ...] = ()

    @property
    def reference(self) -> str:
        """`aspa:<node of the allocataire>:<date d'effet>`."""
        return f"aspa:{noeud(f'm:{self.foyer.demandeur.nir}')}:{self.effet}"


@dataclass(frozen=True, slots=True)
class Rattachement:
    """A minor forgotten on the APS: a S3705 comes some days after our letter, or the préfecture adds the minor."""

    mineur: Personne
    s3705_delai: int | None = None
    s3705_incomplet: int | None = None
    rectifie_le: date | None = None


@dataclass(frozen=True, slots=True)
class Renouvellement:
    """A new APS that continues one."""

    numero: str
    le: date
    debut: date
    fin: date


@dataclass(frozen=True, slots=True)
class VieAps:
    """One adult's APS, with the minors listed and those forgotten; told by the feed, by the desk, or by both."""

    id: str
    foyer: Foyer
    titulaire: Personne
    numero: str
    departement: str
    entree: date
    delivree: date
    debut: date
    fin: date
    mineurs: tuple[Membre, ...] = ()
    oublies: tuple[Rattachement, ...] = ()
    conjoint_agdref: str | None = None
    hebergeur: str | None = None
    flux_le: date | None = None
    guichet_le: date | None = None
    debut_rectifie: date | None = None
    rectifiee_le: date | None = None
    retiree_le: date | None = None
    expiree_le: date | None = None
    renouvellement: Renouvellement | None = None

    @property
    def reference(self) -> str:
        """`aps:<number>`."""
        return f"aps:{self.numero}"


@dataclass(frozen=True, slots=True)
class VieRapatrie:
    """A French repatriate from Ukraine or Russia, with a spouse or not."""

    id: str
    foyer: Foyer
    arrivee: date
    pays: str
    signale_le: date

    @property
    def reference(self) -> str:
        """`rapatriement:<id>`."""
        return f"rapatriement:{self.id}"


@dataclass(frozen=True, slots=True)
class Monde:
    """Everything that happens in one scenario."""

    debut: date
    fin: date
    couvertures: tuple[Couverture, ...] = ()
    rsa: tuple[VieRsa, ...] = ()
    aspa: tuple[VieAspa, ...] = ()
    aps: tuple[VieAps, ...] = ()
    rapatries: tuple[VieRapatrie, ...] = ()

    def personnes(self) -> tuple[Personne, ...]:
        """Everyone, once."""
        foyers = [vie.foyer for vies in (self.rsa, self.aspa, self.aps, self.rapatries) for vie in vies]
        connus = {m.personne.id: m.personne for foyer in foyers for m in foyer.membres}
        connus.update({p.id: p for c in self.couvertures for p in c.personnes})
        return tuple(connus.values())
