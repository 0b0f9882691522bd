"""The PUMa of each person: the first ground that opens it; and what the rules propose together."""

from datetime import date

import msgspec

from agents.dossier.droits import Accordee, Cas, Fondement, Origine
from agents.dossier.union import cle
from agents.dossier.vue import Vue
from contracts.faits import AnyFait, Personne
from law.regle import regle


class Titre(msgspec.Struct, frozen=True, gc=False):
    """A ground for the PUMa of a person; without `origine`, it opened it elsewhere, and is no decision of ours."""

    personne: Personne
    debut: date
    fait: AnyFait
    regles: tuple[str, ...] = ()
    origine: Origine | None = None
    fin: date | None = None


class Propositions:
    """What the rules of a fold propose, before overlaps are settled."""

    __slots__ = ("avis", "c2s", "couvertures", "nia", "pumas")

    def __init__(self) -> None:
        self.c2s: list[Cas] = []
        self.nia: list[Cas] = []
        self.avis: list[Cas] = []
        self.couvertures: dict[str, list[tuple[date, date | None]]] = {}
        self.pumas: dict[str, list[Titre]] = {}

    def puma(self, vue: Vue, titre: Titre) -> None:
        """Propose a PUMa, or tell of one that is open."""
        self.pumas.setdefault(vue.qui[titre.personne.civil], []).append(titre)


@regle("E01", depuis=date(2016, 1, 1), pivot="effet")
def ouvrir(sortie: Propositions) -> tuple[list[Cas], dict[str, date]]:
    """Everyone is covered personally and continuously: one PUMa a person, by the first ground received."""
    cas, debuts = [], {}
    for qui, titres in sortie.pumas.items():
        un = min(titres, key=_recu) if len(titres) > 1 else titres[0]
        debuts[qui] = un.debut
        if un.origine:
            phase, fondement = Accordee(un.fait.recu_le, un.debut, un.fin), Fondement(un.regles, (un.fait,))
            cas.append(Cas("PUMA", un.fait.reference, un.personne, (un.personne,), phase, fondement, un.origine))
    return cas, debuts


def _recu(titre: Titre) -> tuple[object, ...]:
    return cle(titre.fait)
