"""Whom a message speaks of, among the simulated people."""

from contracts.cnam import Personne as PersonneDecision
from contracts.faits import Personne as PersonneFait
from simulators.noms import sans_accent
from simulators.verite.modele import Verite, identifiants


class Qui:
    """Finds a simulated person by number, else by civil status; strangers keep a name of their own."""

    def __init__(self, verite: Verite) -> None:
        self._noms = {nom: p.id for p in verite.personnes for nom in identifiants(p)}

    def de_fait(self, p: PersonneFait) -> str:
        """The person of a fact."""
        return self._de(p.matricule, p.agdref, (p.nom, p.prenom, str(p.naissance), p.sexe))

    def de_decision(self, p: PersonneDecision) -> str:
        """The person of a decision."""
        return self._de(p.matricule or "", p.agdref or "", (p.nom, p.prenom, str(p.date_naissance), p.sexe or ""))

    def _de(self, matricule: str, agdref: str, civil: tuple[str, str, str, str]) -> str:
        nom, prenom, naissance, sexe = civil
        ecrit = f"c:{sans_accent(nom)}|{sans_accent(prenom)}|{naissance}|{sexe}"
        connus = (self._noms.get(cle) for cle in (f"m:{matricule}", f"a:{agdref}", ecrit))
        return next((id_ for id_ in connus if id_), f"inconnu:{ecrit}")
