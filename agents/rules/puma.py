"""The PUMa of each person: the first ground that opens it; and what the rules propose together."""

from collections.abc import Callable
from datetime import date

from agents.dossier.droits import Accordee, Cas, Fondement, Origine
from agents.dossier.union import cle
from agents.dossier.vue import Vue
from contracts.faits import AnyFait, Personne
from law.regle import regle


class Propositions:
    """What the rules of a fold propose, before overlaps are settled."""

    __slots__ = ("avis", "c2s", "couvertures", "nia", "pumas")

    def __init__(self) -> None:
        self.c2s: list[Cas] = []
        self.nia: list[Cas] = []
        self.avis: list[Cas] = []
        self.couvertures: dict[str, list[tuple[date, date | None]]] = {}
        self.pumas: dict[str, list[tuple[tuple[object, ...], date, Callable[[], Cas] | None]]] = {}

    def puma(
        self,
        vue: Vue,
        personne: Personne,
        debut: date,
        fait: AnyFait,
        regles: tuple[str, ...],
        origine: Origine,
        fin: date | None = None,
    ) -> None:
        """Propose a PUMa from `debut`, grounded on `fait`; `fin` None: as long as the ground lasts."""

        def cas() -> Cas:
            phase = Accordee(fait.recu_le, debut, fin)
            return Cas("PUMA", fait.reference, personne, (personne,), phase, Fondement(regles, (fait,)), origine)

        self.pumas.setdefault(vue.identites[personne], []).append((cle(fait), debut, cas))

    def puma_connue(self, vue: Vue, personne: Personne, debut: date, fait: AnyFait) -> None:
        """A PUMa already open elsewhere: it is no decision of ours."""
        self.pumas.setdefault(vue.identites[personne], []).append((cle(fait), debut, None))


@regle("E01", depuis=date(2016, 1, 1), pivot="effet")
def ouvrir(sortie: Propositions) -> tuple[list[Cas], dict[str, date]]:
    """Everyone is covered personally and continuously: one PUMa a person, by the first ground received."""
    cas, debuts = [], {}
    for personne, propositions in sortie.pumas.items():
        _, debut, faire = min(propositions, key=lambda p: p[0]) if len(propositions) > 1 else propositions[0]
        debuts[personne] = debut
        if faire:
            cas.append(faire())
    return cas, debuts
