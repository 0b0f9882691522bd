"""What should happen, day by day: a queue of expected events, and the rights that they open or close."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush

from law.loader import Loi
from simulators.agences.assures import Assures
from simulators.agences.base import Contexte
from simulators.agences.organismes import Organismes
from simulators.agences.sngi import Sngi
from simulators.personnes import Personne
from simulators.publication import Publication
from simulators.verite.modele import Droit, Suite
from simulators.verite.recus import Recus
from simulators.vies.dates import ajouter_mois, premier_du_mois_suivant


@dataclass(slots=True)
class Reactifs:
    """Those who answer: what they would do with a letter or a demande of a given day is asked of themselves."""

    assures: Assures
    organismes: Organismes
    sngi: Sngi


@dataclass(slots=True)
class Attente:
    """The expected course of things: everything that lives and the law's dates lead to."""

    loi: Loi
    contexte: Contexte
    recus: Recus
    reactifs: Reactifs
    presentes: frozenset[str]
    droits: list[Droit] = field(default_factory=list)
    suites: dict[str, Suite] = field(default_factory=dict)
    _par_personne: dict[str, list[Droit]] = field(default_factory=dict)
    _file: list[tuple[date, int, int, Callable[[date], None]]] = field(default_factory=list)
    _rang: int = 0

    def le(self, jour: date, action: Callable[[date], None], apres: int = 0) -> None:
        """Expect something on a day; `apres` orders what falls on the same day (PUMa 0, C2S 1, end of the day 2)."""
        if jour <= self.contexte.fin:
            self._rang += 1
            heappush(self._file, (jour, apres, self._rang, action))

    def derouler(self) -> None:
        """Let everything happen, in order."""
        while self._file:
            jour, _, _, action = heappop(self._file)
            action(jour)

    def suivre(self, suite: Suite) -> Suite:
        """Keep what a reference leads to."""
        self.suites[suite.reference] = suite
        return suite

    def entendre(self, nom: str, publications: Iterable[Publication]) -> list[Publication]:
        """What would reach the CPAM of the answers of an agency, its faults included."""
        if nom not in self.presentes:
            return []
        entendues = [r for p in publications for r in self.contexte.fautes.appliquer(nom, p)]
        self.recus.noter(entendues)
        return entendues

    def ouvrir(self, droit: Droit) -> None:
        """A right is expected."""
        self.droits.append(droit)
        self._par_personne.setdefault(droit.personne, []).append(droit)

    def vivants(self, personne: str, nature: str) -> list[Droit]:
        """The rights of a person that were not taken back."""
        return [d for d in self._par_personne.get(personne, ()) if d.droit == nature and d.jusqu_au is None]

    def couvert(self, personne: str, nature: str, jour: date) -> bool:
        """Whether a right of that nature is in force for a person on a day."""
        return any(d.debut <= jour and (d.fin is None or jour < d.fin) for d in self.vivants(personne, nature))

    def ouvrir_c2s(
        self,
        personnes: Iterable[Personne],
        reference: str | None,
        decide_le: date,
        compte_du: date,
        *,
        participation: bool = False,
        gestionnaire: str | None = None,
    ) -> list[Droit]:
        """The C2S of a foyer, from the 1st of the next month (D18, D22): for who has PUMa and no C2S (D02, D34)."""
        debut = premier_du_mois_suivant(compte_du)
        fin = ajouter_mois(debut, self.loi.at("c2s.duree_mois", decide_le).entier)
        ouverts = []
        for p in personnes:
            if self.couvert(p.id, "PUMA", debut) and not self.couvert(p.id, "C2S", debut):
                droit = Droit(p.id, "C2S", debut, fin, reference, decide_le, None, participation, gestionnaire)
                self.ouvrir(droit)
                ouverts.append(droit)
        return ouverts
