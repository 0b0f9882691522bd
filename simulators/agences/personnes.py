"""How an agency writes a person, an address, a member, a manager."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from contracts.identites import Adresse, Gestionnaire, Identite, Membre
from simulators.identites import cle
from simulators.personnes import Adresse as Domicile
from simulators.personnes import Membre as Habitant
from simulators.personnes import Personne
from simulators.vies.modele import CPAM


@lru_cache(maxsize=100_000)
def identite(personne: Personne) -> Identite:
    """As every body that knows the NIR writes it; without a number when there is none."""
    return Identite(
        matricule=personne.nir,
        cle=cle(personne.nir) if personne.nir else None,
        type="NIR" if personne.nir else None,
        certifie=personne.nir is not None,
        nom_naissance=personne.nom,
        nom_usage=personne.nom_usage,
        prenoms=personne.prenoms,
        sexe=personne.sexe,
        date_naissance=personne.naissance,
        cog_lieu=personne.lieu,
        cog_pays=personne.pays,
        nationalite=personne.nationalite,
    )


def membre(habitant: Habitant) -> Membre:
    """A member of a foyer."""
    return Membre(
        identite=identite(habitant.personne),
        lien=habitant.lien,
        charge=habitant.charge,
        imposition_commune=habitant.imposition_commune,
        residence_alternee=habitant.residence_alternee,
        caisse=habitant.caisse,
        debut=habitant.depuis,
    )


def membres(habitants: Iterable[Habitant], jour: date) -> tuple[Membre, ...]:
    """Those who are born and in the foyer on a day."""
    return tuple(membre(h) for h in habitants if h.depuis <= jour)


def adresse(domicile: Domicile) -> Adresse:
    """An address."""
    return Adresse(voie=domicile.voie, code_postal=domicile.code_postal, commune=domicile.commune, cog=domicile.cog)


def gestionnaire(choix: str | None) -> Gestionnaire | None:
    """The manager that was chosen: the caisse, a complementary body by its number, or none."""
    if choix is None:
        return None
    return Gestionnaire(type="CPAM") if choix == CPAM else Gestionnaire(type="OC", numero=choix)
