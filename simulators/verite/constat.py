"""Holds what was decided against the truth: who holds which right, since when it was known, and what differs."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from contracts.cloudevents import decode
from contracts.cnam import DecisionC2s, DecisionPuma, Personne
from contracts.topics import CPAM_DECISIONS
from contracts.wire import Record
from simulators.noms import sans_accent
from simulators.verite.modele import Droit, Verite, identifiants

Decision = DecisionC2s | DecisionPuma


class Tenu(NamedTuple):
    """A right of one person: dates, and the days between which it was known so."""

    droit: str
    debut: date
    fin: date | None
    participation: bool
    connu_le: date
    jusqu_au: date | None


class Ecart(NamedTuple):
    """A right that should be and is not, or is and should not be; `touche_par`: the faults that excuse it."""

    personne: str
    attendu: Tenu | None
    constate: Tenu | None
    reference: str | None
    touche_par: tuple[str, ...]

    def __str__(self) -> str:
        dit = self.attendu or self.constate
        sens = "should hold" if self.attendu else "should not hold"
        return f"{self.personne} {sens} {dit} ({self.reference})"


class Constat:
    """The rights decided so far, revision after revision, of people whom the truth knows."""

    def __init__(self, verite: Verite) -> None:
        self._verite = verite
        self._noms = {nom: p.id for p in verite.personnes for nom in identifiants(p)}
        self._par_droit: dict[tuple[str, str, str], list[tuple[int, date, Decision]]] = {}

    def noter(self, jour: date, records: Iterable[Record]) -> None:
        """Take in what the CPAM said on a day; a decision said twice counts once."""
        for record in records:
            if record.topic != CPAM_DECISIONS:
                continue
            _, contenu = decode(record)
            if isinstance(contenu, DecisionC2s | DecisionPuma):
                qui = "" if isinstance(contenu, DecisionC2s) else _civil(contenu.titulaire)
                versions = self._par_droit.setdefault((contenu.droit, contenu.reference, qui), [])
                if all(revision != contenu.revision for revision, _, _ in versions):
                    versions.append((contenu.revision, jour, contenu))

    def ecarts(self) -> list[Ecart]:
        """All that differs, sorted by person; those that `touche_par` excuses included."""
        constates = {(id_, tenu): ref for id_, tenu, ref in self._tenus()}
        attendus = {(d.personne, _tenu(d)): d.reference for d in self._verite.droits if _a_decider(d)}
        touches = self._verite.touches
        manquent = (k for k in attendus if k not in constates)
        de_trop = (k for k in constates if k not in attendus)
        ecarts = [Ecart(id_, t, None, attendus[id_, t], touches.get(id_, ())) for id_, t in manquent]
        ecarts += [Ecart(id_, None, t, constates[id_, t], touches.get(id_, ())) for id_, t in de_trop]
        return sorted(ecarts, key=lambda e: (e.personne, str(e)))

    def _tenus(self) -> Iterator[tuple[str, Tenu, str]]:
        """Who held what, and between which days it was known so."""
        for (droit, reference, _), versions in self._par_droit.items():
            en_cours: dict[str, Tenu] = {}
            for _, jour, decision in sorted(versions, key=lambda v: v[0]):
                dits = {self._id(p): t for p, t in _dits(droit, jour, decision)}
                for id_, ancien in list(en_cours.items()):
                    nouveau = dits.get(id_)
                    if nouveau is None or nouveau[:4] != ancien[:4]:
                        del en_cours[id_]
                        if ancien.connu_le < jour:  # what is taken back on its day was never in force at a day's end
                            yield id_, ancien._replace(jusqu_au=jour), reference
                for id_, tenu in dits.items():
                    en_cours.setdefault(id_, tenu)
            for id_, tenu in en_cours.items():
                yield id_, tenu, reference

    def _id(self, personne: Personne) -> str:
        numeros = (f"m:{personne.matricule}", f"a:{personne.agdref}", _civil(personne))
        return next((self._noms[n] for n in numeros if n in self._noms), f"inconnu:{_civil(personne)}")


def _dits(droit: str, jour: date, decision: Decision) -> Iterator[tuple[Personne, Tenu]]:
    """The rights that one decision gives."""
    if decision.debut is not None and decision.issue in {"ACCORDEE", "OUVERTE", "REVISEE"}:
        for personne in decision.beneficiaires:
            yield personne, Tenu(droit, decision.debut, decision.fin, decision.participation, jour, None)


def _civil(personne: Personne) -> str:
    nom, prenom = sans_accent(personne.nom), sans_accent(personne.prenom)
    return f"c:{nom}|{prenom}|{personne.date_naissance}|{personne.sexe}"


def _a_decider(droit: Droit) -> bool:
    """Rights taken over at the start are nobody's decision; a NIA is no right to care."""
    return droit.droit != "NIA" and not (droit.reference or "").startswith("reprise:")


def _tenu(droit: Droit) -> Tenu:
    return Tenu(droit.droit, droit.debut, droit.fin, droit.participation, droit.connu_le, droit.jusqu_au)
