"""What every feed's intake shares: ids and dates of facts, persons, members, addresses, managers."""

import unicodedata
from base64 import urlsafe_b64encode
from datetime import date
from hashlib import blake2b
from typing import NamedTuple, TypedDict

from agents.noeuds import Noeuds
from contracts.base import MessagePartenaire
from contracts.cloudevents import Event
from contracts.faits import Membre, Personne
from contracts.identites import Adresse, Gestionnaire, Identite
from contracts.identites import Membre as MembreContrat


class Dates(TypedDict):
    """The head of a fact."""

    id: str
    reference: str
    survenu_le: date
    enregistre_le: date
    recu_le: date


class Recu(NamedTuple):
    """A partner's message as it was received."""

    event: Event
    recu_le: date
    noeuds: Noeuds

    def entete(self, reference: str, rang: str = "") -> Dates:
        """Id, reference and three dates of one fact of this message."""
        survenu = self.event.time
        return Dates(
            id=empreinte(12, self.event.source, self.event.id, rang),
            reference=reference,
            survenu_le=survenu,
            enregistre_le=self.event.recordedtime or survenu,
            recu_le=self.recu_le,
        )

    def cible(self, message: MessagePartenaire, rang: str = "") -> str:
        """The id of the fact that the message corrects or cancels."""
        return empreinte(12, self.event.source, message.ref_rectifiee or "", rang)


def empreinte(octets: int, *mots: str) -> str:
    """A short digest of words."""
    return urlsafe_b64encode(blake2b("\x1f".join(mots).encode(), digest_size=octets).digest()).decode().rstrip("=")


def personne(identite: Identite, agdref: str | None = None) -> Personne:
    """A person as a fact keeps her; `civil` is her civil status, free of accents, case and hyphens (G29)."""
    nom, prenom = identite.nom_naissance, identite.prenoms[0]
    jour = identite.date_naissance
    civil = empreinte(8, _plat(nom), _plat(prenom), jour.isoformat(), identite.sexe)
    nom = identite.nom_usage or nom
    return Personne(civil, nom, prenom, jour, identite.sexe, identite.matricule or "", agdref or "")


def _plat(nom: str) -> str:
    decompose = unicodedata.normalize("NFKD", nom).upper()
    return "".join(c for c in decompose if c.isalnum())


def membre(contrat: MembreContrat) -> Membre:
    """A member of a foyer."""
    return Membre(personne(contrat.identite), contrat.lien, contrat.charge or "", contrat.caisse)


def adresse(contrat: Adresse | None) -> str:
    """An address on one line."""
    if contrat is None:
        return ""
    complement = f", {contrat.complement}" if contrat.complement else ""
    return f"{contrat.voie}{complement}, {contrat.code_postal} {contrat.commune}"


def gestionnaire(contrat: Gestionnaire | None) -> str:
    """`CPAM`, the number of an OC, or nothing when none was chosen."""
    return "" if contrat is None else "CPAM" if contrat.type == "CPAM" else contrat.numero or ""
