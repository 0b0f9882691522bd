"""A dossier as the rules see it on a day: its facts in order, by reference; its persons; the law."""

from collections.abc import Iterable
from datetime import date

from agents.dossier.union import cle
from agents.personnes import qui_est_qui
from contracts.faits import Annulation, AnyFait, Piece
from law.loader import Loi
from law.valeur import Valeur


class Horizon:
    """How far time has passed for a dossier: the last settled day, and the feeds that were late on it."""

    __slots__ = ("jour", "retard")

    def __init__(self, jour: date, retard: tuple[str, ...] = ()) -> None:
        self.jour, self.retard = jour, retard


class Vue:
    """What a fold reads; it also notes the next deadline that a rule waits for."""

    __slots__ = ("_debut", "echeance", "horizon", "loi", "par_reference", "pieces", "qui")

    def __init__(self, faits: Iterable[AnyFait], horizon: Horizon, loi: Loi) -> None:
        self.loi, self.horizon, self._debut = loi, horizon, loi.periode.debut
        self.echeance: date | None = None
        suite = sorted(faits, key=cle)
        types = set(map(type, suite))
        if Annulation in types:
            annules = {f.cible for f in suite if type(f) is Annulation}
            suite = [f for f in suite if f.id not in annules]
        self.qui = qui_est_qui(suite)
        self.par_reference: dict[str, list[AnyFait]] = {}
        for fait in suite:
            self.par_reference.setdefault(fait.reference, []).append(fait)
        self.pieces = [f for f in suite if type(f) is Piece] if Piece in types else []

    def passe(self, jour: date, attend: str = "") -> bool:
        """Whether the end of `jour` has passed; if not, a deadline is noted. `attend`: the feed that could cure."""
        if jour <= self.horizon.jour and attend not in self.horizon.retard:
            return True
        if self.echeance is None or jour < self.echeance:
            self.echeance = jour
        return False

    def au(self, nom: str, jour: date) -> Valeur:
        """What a parameter is worth on that day, or on the first day of the supported period for what is older."""
        return self.loi.at(nom, max(jour, self._debut))
