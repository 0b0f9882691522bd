"""The internal facts: what a dossier knows. Arrays on the wire and in the states: small and fast."""

from datetime import date
from typing import Literal

import msgspec

Canal = Literal["TELESERVICE", "PAPIER"]


class Tableau(msgspec.Struct, frozen=True, array_like=True, gc=False, omit_defaults=True):
    """A plain value, written as an array."""


class Personne(Tableau, frozen=True):
    """A person as one message names her; `civil` digests her civil status, the numbers may be empty."""

    civil: str
    nom: str
    prenom: str
    naissance: date
    sexe: str
    matricule: str = ""
    agdref: str = ""

    @property
    def numero(self) -> str:
        """Her strongest identifier in this message: `m:` matricule, `a:` AGDREF number, `c:` civil status."""
        return f"m:{self.matricule}" if self.matricule else f"a:{self.agdref}" if self.agdref else f"c:{self.civil}"


class Membre(Tableau, frozen=True):
    """A person's place in a foyer (R. 861-2): link to the claimant, ground of the dependency."""

    personne: Personne
    lien: str
    charge: str = ""
    caisse: str = ""


class Fait(msgspec.Struct, frozen=True, array_like=True, gc=False, omit_defaults=True, tag=True):
    """One fact, with its three dates. `reference` names the demande, APS, line … that it speaks of; never a NIR."""

    id: str
    reference: str
    survenu_le: date
    enregistre_le: date
    recu_le: date


class DemandeRsa(Fait, frozen=True):
    """A demande of RSA was filed, with the foyer and the wish about the C2S."""

    canal: Canal
    depot_le: date
    c2s: str
    foyer: tuple[Membre, ...]
    gestionnaire: str = ""
    adresse: str = ""
    seul: bool = True


class DroitRsa(Fait, frozen=True):
    """The CAF or MSA opened the RSA asked for by `reference`."""

    allocataire: str
    decision_le: date
    effet_le: date
    retenus: tuple[Membre, ...] = ()
    hors_rsa: tuple[Membre, ...] = ()


class ModificationRsa(Fait, frozen=True):
    """A movement on the RSA of an allocataire (`reference`)."""

    mouvement: str
    effet_le: date
    motif: str = ""


class RejetRsa(Fait, frozen=True):
    """The RSA asked for by `reference` was refused."""

    decision_le: date
    motif: str = ""


class LigneAspa(Fait, frozen=True):
    """A line of the monthly exchange: someone receives the ASPA, or no longer does (`sorti`)."""

    allocataire: Personne
    effet_le: date
    sorti: bool = False
    conjoint: Personne | None = None
    conjoint_aspa: bool = False
    motif: str = ""
    adresse: str = ""


class ApsDelivree(Fait, frozen=True):
    """A préfecture issued an APS « protection temporaire », with the minors that it lists."""

    titulaire: Personne
    debut: date
    fin: date
    delivree_le: date
    mineurs: tuple[Personne, ...] = ()
    entree: date | None = None
    conjoint_agdref: str = ""
    adresse: str = ""
    langue: str = "uk"


class MouvementAps(Fait, frozen=True):
    """An APS was renewed, expired, rectified or withdrawn."""

    mouvement: str
    debut: date | None = None
    fin: date | None = None
    precedent: str = ""
    titulaire: Personne | None = None
    mineurs: tuple[Personne, ...] | None = None


class NiaAttribue(Fait, frozen=True):
    """The SNGI allotted a NIA (`personne.matricule`) to the person of a request."""

    personne: Personne
    type_nia: str
    cree_le: date


class Certification(Fait, frozen=True):
    """The SANDIA certified a NIA to a NIR, or rejected it."""

    nia: str
    issue: str
    nir: str = ""


class Rapprochement(Fait, frozen=True):
    """The SNGI says that several numbers are one person's, or no longer are."""

    mouvement: str
    conserve: str
    absorbes: tuple[str, ...]
    effet_le: date


class Reponse(Fait, frozen=True):
    """Someone answered an invitation: foyer, manager, activity in the three months before."""

    foyer: tuple[Membre, ...]
    gestionnaire: str = ""
    activite: tuple[tuple[str, bool], ...] = ()
    signee: bool = True


class Opposition(Fait, frozen=True):
    """Someone opposed the C2S of `reference`, or took the opposition back."""

    acte: str
    exprimee_le: date


class Piece(Fait, frozen=True):
    """A document came: APS, S3705, S3711, civil status, identity."""

    type_piece: str
    porteur: Personne
    complete: bool
    enfant: Personne | None = None
    gestionnaire: str = ""
    foyer: tuple[Membre, ...] = ()


class Arrivee(Fait, frozen=True):
    """A French national repatriated from Ukraine or Russia arrived, with a spouse or not (F05)."""

    personne: Personne
    arrivee_le: date
    conjoint: Personne | None = None


class Adhesion(Fait, frozen=True):
    """The adhesion form of a paid C2S came back to its manager (D22)."""

    recue_le: date
    complet: bool


class Reprise(Fait, frozen=True):
    """Rights already in force when the system starts (D01): PUMa, and perhaps a C2S."""

    titulaire: Personne
    membres: tuple[Personne, ...]
    puma_depuis: date
    c2s_debut: date | None = None
    c2s_fin: date | None = None
    participation: bool = False


class Annulation(Fait, frozen=True):
    """The emitter takes a message back: the fact `cible` never was."""

    cible: str


AnyFait = (
    DemandeRsa
    | DroitRsa
    | ModificationRsa
    | RejetRsa
    | LigneAspa
    | ApsDelivree
    | MouvementAps
    | NiaAttribue
    | Certification
    | Rapprochement
    | Reponse
    | Opposition
    | Piece
    | Arrivee
    | Adhesion
    | Reprise
    | Annulation
)
