"""Households: who lives with whom, where, under which caisse. What happens to them is in `simulators/vies/`."""

from dataclasses import dataclass, field
from datetime import date

from contracts.identites import Lien
from simulators import noms
from simulators.alea import Alea
from simulators.lieux import DEPARTEMENTS
from simulators.personnes import SEXES, Charge, Foyer, Membre, Personne, Sexe
from simulators.tirages import Tirages

_COUPLES: dict[Lien, float] = {"CONJOINT": 0.5, "CONCUBIN": 0.4, "PACS": 0.1}
_CHARGES: dict[Charge, float] = {"FISCALE": 0.8, "MEME_TOIT": 0.15, "PENSION": 0.05}
_ENFANTS = {0: 0.30, 1: 0.28, 2: 0.26, 3: 0.12, 4: 0.04}
_DEPARTEMENTS = tuple(DEPARTEMENTS)
EN_MENAGE = date(2019, 9, 1)
AUTRE_SEXE: dict[Sexe, Sexe] = {"M": "F", "F": "M"}


@dataclass(slots=True)
class Toit:
    """A household being drawn: its place, and the members so far."""

    tirages: Tirages
    id: str
    departement: str
    langue: str = "fr"
    membres: list[Membre] = field(default_factory=list)

    @property
    def caisse(self) -> str:
        """The caisse of its department."""
        return DEPARTEMENTS[self.departement].numero

    def prochain(self) -> str:
        """The id of the next member."""
        return f"{self.id}.{len(self.membres)}"

    def adulte(
        self, personne: Personne, lien: Lien, *, charge: Charge | None = None, commune: bool | None = None
    ) -> None:
        """Add an adult."""
        depuis = max(personne.naissance, EN_MENAGE)
        self.membres.append(Membre(personne, lien, self.caisse, depuis, charge, commune))

    def enfant(self, personne: Personne, alea: Alea, *, alternee: bool = False) -> None:
        """Add a child, dependent in one of the ways of R. 861-2."""
        charge = alea.pondere(_CHARGES)
        depuis = max(personne.naissance, EN_MENAGE)
        self.membres.append(Membre(personne, "ENFANT", self.caisse, depuis, charge, residence_alternee=alternee))

    def habitant(self, membre: Membre) -> None:
        """Add a member as told."""
        self.membres.append(membre)

    def clore(self, *, agricole: bool = False) -> Foyer:
        """The household, complete."""
        adresse = self.tirages.adresse(self.id, self.departement)
        return Foyer(self.id, self.departement, adresse, tuple(self.membres), self.langue, agricole)


def foyer_rsa(tirages: Tirages, id_: str) -> Foyer:
    """People of working age, alone, in couple or single parents (K26)."""
    alea, taux = tirages.alea("foyer", id_), tirages.calibration.taux
    toit = Toit(tirages, id_, alea.choix(_DEPARTEMENTS))
    sexe: Sexe = "F" if alea.vrai(taux("foyer.femmes")) else "M"
    demandeur = tirages.francaise(toit.prochain(), sexe, tirages.naissance(alea, 26, 58))
    toit.adulte(demandeur, "DEMANDEUR")
    forme = _forme(alea, taux("foyer.seul"), taux("foyer.monoparental"))
    if forme == "couple":
        _partenaire(toit, alea, demandeur)
    if forme != "seul":
        _enfants(toit, alea, demandeur.nom, au_moins=1 if forme == "monoparental" else 0)
    if alea.vrai(taux("foyer.autre_toit")):
        toit.adulte(tirages.francaise(toit.prochain(), alea.choix(SEXES), tirages.naissance(alea, 30, 70)), "AUTRE")
    return toit.clore(agricole=alea.vrai(taux("foyer.msa")))


def _forme(alea: Alea, seul: float, monoparental: float) -> str:
    return alea.pondere({"seul": seul, "monoparental": monoparental, "couple": 1 - seul - monoparental})


def _partenaire(toit: Toit, alea: Alea, demandeur: Personne) -> None:
    lien = alea.pondere(_COUPLES)
    sexe = AUTRE_SEXE[demandeur.sexe] if alea.vrai(0.95) else demandeur.sexe
    partenaire = toit.tirages.francaise(toit.prochain(), sexe, toit.tirages.naissance(alea, 26, 58))
    toit.adulte(partenaire, lien, commune=lien != "CONCUBIN")


def _enfants(toit: Toit, alea: Alea, nom: str, au_moins: int) -> None:
    taux = toit.tirages.calibration.taux
    alternee = alea.vrai(taux("foyer.residence_alternee"))
    for _ in range(max(au_moins, alea.pondere(_ENFANTS))):
        naissance = toit.tirages.naissance(alea, 0, 16)
        toit.enfant(toit.tirages.francaise(toit.prochain(), alea.choix(SEXES), naissance, nom), alea, alternee=alternee)
    if alea.vrai(taux("foyer.enfant_majeur")):
        naissance = toit.tirages.naissance(alea, 18, 23)
        toit.enfant(toit.tirages.francaise(toit.prochain(), alea.choix(SEXES), naissance, nom), alea)


def foyer_aspa(tirages: Tirages, id_: str) -> Foyer:
    """Retired people, alone or in couple."""
    alea, taux = tirages.alea("foyer", id_), tirages.calibration.taux
    toit = Toit(tirages, id_, alea.choix(_DEPARTEMENTS))
    sexe: Sexe = "F" if alea.vrai(taux("aspa.femmes")) else "M"
    allocataire = tirages.francaise(toit.prochain(), sexe, tirages.naissance(alea, 65, 92))
    toit.adulte(allocataire, "DEMANDEUR")
    if alea.vrai(taux("aspa.couple")):
        conjoint = tirages.francaise(toit.prochain(), AUTRE_SEXE[sexe], tirages.naissance(alea, 58, 88))
        toit.adulte(conjoint, "CONJOINT", commune=True)
    return toit.clore()


def foyer_ukrainien(tirages: Tirages, id_: str) -> Foyer:
    """Displaced persons: one adult or two, their minors, some without an AGDREF number."""
    alea, taux = tirages.alea("foyer", id_), tirages.calibration.taux
    toit = Toit(tirages, id_, "75" if alea.vrai(taux("aps.paris")) else alea.choix(_DEPARTEMENTS), "uk")
    sexe: Sexe = "F" if alea.vrai(taux("aps.femmes")) else "M"
    titulaire = tirages.ukrainienne(toit.prochain(), sexe, tirages.naissance(alea, 19, 68))
    toit.adulte(titulaire, "DEMANDEUR")
    forme = _forme(alea, taux("aps.seul"), 1 - taux("aps.seul") - taux("aps.couple"))
    if forme == "couple":
        conjoint = tirages.ukrainienne(
            toit.prochain(), AUTRE_SEXE[sexe], tirages.naissance(alea, 19, 68), titulaire.nom
        )
        toit.adulte(conjoint, "CONJOINT", commune=True)
    if forme != "seul":
        for _ in range(max(1, alea.pondere(_ENFANTS))):
            numero = alea.vrai(taux("aps.agdref_mineur"))
            naissance = tirages.naissance(alea, 0, 16)
            id_enfant, nom = toit.prochain(), titulaire.nom
            enfant = tirages.ukrainienne(id_enfant, alea.choix(SEXES), naissance, nom, agdref=numero)
            toit.enfant(enfant, alea)
    return toit.clore()


def foyer_rapatrie(tirages: Tirages, id_: str) -> Foyer:
    """A French repatriate, with a French or a foreign spouse (F05)."""
    alea, taux = tirages.alea("foyer", id_), tirages.calibration.taux
    toit = Toit(tirages, id_, alea.choix(_DEPARTEMENTS))
    sexe = alea.choix(SEXES)
    rapatrie = tirages.francaise(
        toit.prochain(), sexe, tirages.naissance(alea, 22, 70), noms.nom_de_famille(alea, "fr", sexe)
    )
    toit.adulte(rapatrie, "DEMANDEUR")
    if alea.vrai(taux("rapatrie.conjoint")):
        naissance = tirages.naissance(alea, 22, 70)
        conjoint = tirages.ukrainienne(toit.prochain(), AUTRE_SEXE[sexe], naissance, agdref=False)
        toit.adulte(conjoint, "CONJOINT", commune=True)
    return toit.clore()
