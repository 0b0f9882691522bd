"""What the truth says: who should hold which right from when to when, and what each reference should have led to."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal

from simulators.noms import sans_accent
from simulators.personnes import Personne
from simulators.publication import noeud

Nature = Literal["PUMA", "C2S", "NIA"]
Issue = Literal[
    "ACCORDEE", "INVITEE", "OPPOSEE", "REFUSEE", "ANNULEE", "DEJA_COUVERT", "EN_ATTENTE", "SANS_DEMANDE",
    "SANS_DROIT", "REJETEE", "HORS_CHAMP", "OUVERTE", "JAMAIS_RECUE",
]  # fmt: skip


@dataclass(slots=True)
class Droit:
    """A right of one person, known from `connu_le` until the day before `jusqu_au` (None: until the end)."""

    personne: str
    droit: Nature
    debut: date
    fin: date | None
    reference: str | None
    connu_le: date
    jusqu_au: date | None = None
    participation: bool = False
    gestionnaire: str | None = None


@dataclass(slots=True)
class Suite:
    """What a reference should lead to: each issue with its day, the last one being what stands at the end."""

    reference: str
    agence: str
    canal: str
    mois: str
    personnes: tuple[str, ...]
    chemin: list[tuple[Issue, date | None]] = field(default_factory=list)

    @property
    def issue(self) -> Issue:
        """What stands at the end."""
        return self.chemin[-1][0] if self.chemin else "JAMAIS_RECUE"

    def passe(self, issue: Issue, le: date | None) -> None:
        """The reference comes to an issue on a day."""
        self.chemin.append((issue, le))


@dataclass(slots=True)
class Verite:
    """The whole truth of a run."""

    scenario: str
    graine: int
    debut: date
    fin: date
    personnes: tuple[Personne, ...]
    droits: list[Droit]
    suites: list[Suite]
    touches: dict[str, tuple[str, ...]]

    def lignes(self) -> Iterator[dict[str, object]]:
        """The lines of the file: a head, then persons, rights and references, each sorted."""
        yield {"type": "verite", "version": 1, "scenario": self.scenario, "graine": self.graine} | {
            "debut": str(self.debut),
            "fin": str(self.fin),
        }
        for personne in sorted(self.personnes, key=lambda p: p.id):
            yield self._personne(personne)
        for droit in sorted(self.droits, key=lambda d: (d.personne, d.droit, d.debut, d.connu_le, d.reference or "")):
            touche = self.touches.get(droit.personne, ())
            yield {"type": "droit", **_plat(asdict(droit)), "touche_par": list(touche)}
        for suite in sorted(self.suites, key=lambda s: s.reference):
            touche = tuple(sorted({f for id_ in suite.personnes for f in self.touches.get(id_, ())}))
            yield {"type": "reference", **_plat(asdict(suite)), "issue": suite.issue, "touche_par": list(touche)}

    def _personne(self, personne: Personne) -> dict[str, object]:
        connus = identifiants(personne)
        touche = list(self.touches.get(personne.id, ()))
        noeuds = [noeud(i) for i in connus if not i.startswith("c:")]
        return {
            "type": "personne",
            "personne": personne.id,
            "identifiants": connus,
            "noeuds": noeuds,
            "nom": personne.nom,
            "prenom": personne.prenoms[0],
            "naissance": str(personne.naissance),
            "touche_par": touche,
        }


def identifiants(personne: Personne) -> list[str]:
    """Every name under which messages may speak of a person: numbers, those to come included, and civil status."""
    numeros = [n for n in (personne.nir, personne.nia, personne.nir_futur) if n]
    agdref = [f"a:{personne.agdref}"] if personne.agdref else []
    civil = f"c:{sans_accent(personne.nom)}|{sans_accent(personne.prenoms[0])}|{personne.naissance}|{personne.sexe}"
    return [*(f"m:{n}" for n in numeros), *agdref, civil]


def _plat(valeurs: dict[str, object]) -> dict[str, object]:
    """Dates as text, and what holds them."""
    return {nom: _texte(valeur) for nom, valeur in valeurs.items()}


def _texte(valeur: object) -> object:
    if isinstance(valeur, date):
        return str(valeur)
    if isinstance(valeur, list | tuple):
        return [_texte(v) for v in valeur]
    return valeur
