"""Draws one person: names, day and place of birth, numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

from simulators import noms
from simulators.alea import Alea
from simulators.calibration import Calibration
from simulators.identites import Registre
from simulators.lieux import DEPARTEMENTS, FRANCE, PAYS_DE_NAISSANCE, UKRAINE
from simulators.personnes import Adresse, Personne, Sexe

_VOIES = ("RUE", "AVENUE", "ALLEE", "PLACE", "CHEMIN", "IMPASSE")
_PLANTES = (
    "LILAS",
    "TILLEULS",
    "ACACIAS",
    "CERISIERS",
    "ROSIERS",
    "CHENES",
    "PEUPLIERS",
    "ORMEAUX",
    "GENETS",
    "VIGNES",
)


@dataclass(slots=True)
class Tirages:
    """What the draws of a run share: seed, rates, numbers already given, first day of the period."""

    graine: int
    calibration: Calibration
    registre: Registre
    debut: date

    def alea(self, objet: str, *ids: object) -> Alea:
        """The stream of one purpose and subject."""
        return Alea(self.graine, objet, *ids)

    def naissance(self, alea: Alea, bas: int, haut: int, le: date | None = None) -> date:
        """A day of birth such that the person is between `bas` and `haut` years old on a day."""
        le = le or self.debut
        fin = le.replace(year=le.year - bas, day=min(le.day, 28))
        premier = le.replace(year=le.year - haut - 1, day=min(le.day, 28)) + timedelta(days=1)
        return alea.jour(premier, fin)

    def francaise(self, id_: str, sexe: Sexe, naissance: date, nom: str | None = None) -> Personne:
        """A person insured in France, with a NIR; some were born abroad and certified long ago."""
        alea = self.alea("personne", id_)
        etranger = alea.vrai(self.calibration.taux("foyer.ne_etranger")) and nom is None
        commune = alea.choix(alea.choix(tuple(DEPARTEMENTS.values())).communes)[0]
        pays = alea.choix(PAYS_DE_NAISSANCE) if etranger else FRANCE
        langue = "uk" if pays == UKRAINE else "fr"
        tire = noms.nom_de_famille(alea, langue, sexe)
        prenoms = noms.prenoms(alea, langue, sexe)
        famille, naissance = self._etat_civil(nom or tire, prenoms, sexe, naissance)
        return Personne(
            id=id_,
            nom=famille,
            prenoms=prenoms,
            sexe=sexe,
            naissance=naissance,
            lieu=None if etranger else commune,
            pays=pays,
            nationalite=pays if etranger and alea.vrai(0.6) else FRANCE,
            nir=self.registre.nir(alea, sexe, naissance, pays if etranger else commune),
        )

    def ukrainienne(
        self, id_: str, sexe: Sexe, naissance: date, nom: str | None = None, *, agdref: bool = True
    ) -> Personne:
        """A displaced person: no NIR; the NIA and the NIR that she may be given later are drawn here, once."""
        alea = self.alea("personne", id_)
        tire = noms.nom_de_famille(alea, "uk", sexe)
        prenoms = noms.prenoms(alea, "uk", sexe)
        famille = tire if nom is None else noms.accorder(nom, sexe)
        famille, naissance = self._etat_civil(famille, prenoms, sexe, naissance)
        numero = self.registre.agdref(alea)
        return Personne(
            id=id_,
            nom=famille,
            prenoms=prenoms,
            sexe=sexe,
            naissance=naissance,
            pays=UKRAINE,
            nationalite=UKRAINE,
            nia=self.registre.nia(alea, sexe, naissance, UKRAINE),
            nir_futur=self.registre.nir(alea, sexe, naissance, UKRAINE),
            agdref=numero if agdref else None,
        )

    def adresse(self, id_: str, departement: str) -> Adresse:
        """An address in a department."""
        alea = self.alea("adresse", id_)
        cog, commune, postal = alea.choix(DEPARTEMENTS[departement].communes)
        voie = f"{alea.entier(1, 180)} {alea.choix(_VOIES)} DES {alea.choix(_PLANTES)}"
        return Adresse(voie, postal, commune, cog)

    def _etat_civil(self, nom: str, prenoms: tuple[str, ...], sexe: Sexe, naissance: date) -> tuple[str, date]:
        """One civil status is one person: the day of birth moves within its month until nobody else has it."""
        for pas in range(28):
            jour = naissance.replace(day=(naissance.day + pas - 1) % 28 + 1) if pas else naissance
            if self.registre.libre(f"{nom}|{prenoms[0]}|{jour}|{sexe}"):
                return nom, jour
        raise ValueError(f"28 persons are called {prenoms[0]} {nom} and born in the same month: draw fewer households")
