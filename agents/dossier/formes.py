"""What is said outside, as it is written: fields in the order of the message, those without a value left out."""

from datetime import date

import msgspec


class _Forme(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A part of a message."""


class PersonneDite(_Forme, frozen=True):
    """Someone, by her numbers and civil status; the price she pays, when there is one."""

    matricule: str = ""
    agdref: str = ""
    nom: str = ""
    prenom: str = ""
    sexe: str = ""
    date_naissance: date | None = None
    prix_mensuel: str = ""


class ParametreCite(_Forme, frozen=True):
    """A dated value of the law."""

    nom: str
    depuis: date
    reference: str


class FaitCite(_Forme, frozen=True):
    """A fact, with its three dates."""

    id: str
    type: str
    survenu_le: date
    enregistre_le: date
    recu_le: date


class Fondements(_Forme, frozen=True):
    """The grounds of a decision."""

    regles: tuple[str, ...]
    parametres: list[ParametreCite]
    faits: list[FaitCite]


class DecisionDite(_Forme, frozen=True, kw_only=True):
    """A decision, whatever the right."""

    reference: str
    revision: int
    remplace: str | None = None
    jour: date
    titulaire: PersonneDite
    beneficiaires: list[PersonneDite]
    participation: bool
    prix_mensuel: str = ""
    gestionnaire: dict[str, str] | None = None
    canal: str = ""
    agence: str = ""
    caisse: str = ""
    fondements: Fondements
    droit: str
    issue: str
    debut: date | None = None
    fin: date | None = None
    en_attente: str = ""
    echeance: date | None = None
    rang: int | None = None
    motif: str = ""


class Destinataire(_Forme, frozen=True):
    """To whom a letter goes, and where."""

    nom: str
    prenom: str
    adresse: str = ""


class Lettre(_Forme, frozen=True, kw_only=True):
    """A letter, an SMS or an e-mail."""

    reference: str
    modele: str
    canal: str
    langue: str
    destinataire: Destinataire
    objet: str
    texte: str
    jour: date
    id_decision: str | None = None
    regle: str | None = None
    id_invitation: str | None = None
