"""What became of every reference, by agency, channel and month, beside what should have become of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from passerelle.lectures import Decision, Lectures
from passerelle.qui import Qui
from simulators.verite.modele import Verite

ISSUES = ("granted", "waiting", "invited", "opposed", "refused", "covered", "cancelled", "nothing")
_VRAIES: Mapping[str, str] = {
    "ACCORDEE": "granted",
    "OUVERTE": "granted",
    "EN_ATTENTE": "waiting",
    "INVITEE": "invited",
    "OPPOSEE": "opposed",
    "REFUSEE": "refused",
    "DEJA_COUVERT": "covered",
    "ANNULEE": "cancelled",
}


@dataclass(slots=True)
class Attribution:
    """The references of one agency, channel and month."""

    agence: str
    canal: str
    mois: str
    decide: Counter[str] = field(default_factory=Counter)
    vrai: Counter[str] = field(default_factory=Counter)


def attributions(lectures: Lectures, verite: Verite) -> list[Attribution]:
    """One line per agency, channel and month of the lives; what was never received counts as nothing on both sides."""
    c2s, accueils = lectures.suites("C2S"), _accueils(lectures, Qui(verite))
    lignes: dict[tuple[str, str, str], Attribution] = {}
    for suite in verite.suites:
        cle = suite.agence, suite.canal, suite.mois
        ligne = lignes.setdefault(cle, Attribution(*cle))
        accueillis = [d for id_ in suite.personnes for d in accueils.get(id_, ())]
        decisions = accueillis if suite.agence == "RAPATRIEMENT" else c2s.get(suite.reference, [])
        ligne.decide[issue(decisions)] += 1
        ligne.vrai[_VRAIES.get(suite.issue, "nothing")] += 1
    return [lignes[cle] for cle in sorted(lignes)]


def _accueils(lectures: Lectures, qui: Qui) -> dict[str, list[Decision]]:
    """The PUMa of repatriates by person: the lives and the messages give their arrival different references."""
    par_personne: dict[str, list[Decision]] = {}
    for reference, decisions in lectures.suites("PUMA").items():
        if reference.startswith("rapatriement:"):
            for decision in decisions:
                par_personne.setdefault(qui.de_decision(decision.titulaire), []).append(decision)
    return par_personne


def issue(decisions: list[Decision]) -> str:
    """What stands at the end of a suite of decisions."""
    if not decisions:
        return "nothing"
    derniere = decisions[-1]
    if derniere.issue in {"ACCORDEE", "REVISEE", "OUVERTE"}:
        return "waiting" if derniere.en_attente else "granted"
    if derniere.motif == "DEJA_COUVERT":
        return "covered"
    return _VRAIES.get(derniere.issue, "nothing")
