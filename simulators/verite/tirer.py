"""Derives the truth of a run from its lives, what was published of them, and the dates of the law; no rule is read."""

import json
from datetime import date
from functools import partial
from pathlib import Path

from law.loader import Loi
from law.loader import load as charger_loi
from simulators.agences.assures import Assures
from simulators.agences.organismes import Organismes
from simulators.agences.sngi import Sngi
from simulators.simulation import Simulation
from simulators.verite.aps import AttenteAps
from simulators.verite.aspa import AttenteAspa
from simulators.verite.attente import Attente, Reactifs
from simulators.verite.modele import Droit, Suite, Verite
from simulators.verite.nia import demander_nia
from simulators.verite.recus import Recus
from simulators.verite.rsa import AttenteRsa
from simulators.vies.modele import Couverture, VieRapatrie


def tirer_verite(simulation: Simulation, loi: Loi | None = None) -> Verite:
    """The truth of a run: it depends on the seed and the scenario, not on what any agent does."""
    monde, contexte = simulation.monde, simulation.contexte
    reactifs = Reactifs(Assures(contexte, monde), Organismes(contexte, monde.aspa), Sngi(contexte, monde.personnes()))
    presentes = frozenset(agence.nom for agence in simulation.agences)
    attente = Attente(loi or charger_loi(), contexte, Recus(contexte.debut, contexte.fin), reactifs, presentes)
    for agence in simulation.agences:
        # Those who react are asked anew: what they did in a run already lived tells of the agents.
        neuve = reactifs.assures if agence.nom == reactifs.assures.nom else agence
        if neuve is not agence or not agence.ecoute:
            attente.recus.noter(neuve.registre.toutes)
    _prevoir(attente, simulation)
    attente.derouler()
    personnes = monde.personnes()
    return Verite(
        simulation.scenario.nom,
        simulation.graine,
        contexte.debut,
        contexte.fin,
        personnes,
        attente.droits,
        list(attente.suites.values()),
        _touches(attente, simulation),
    )


def ecrire_verite(verite: Verite, fichier: Path) -> None:
    """The truth as JSON lines."""
    with fichier.open("w", encoding="utf-8", newline="\n") as sortie:
        for ligne in verite.lignes():
            sortie.write(json.dumps(ligne, ensure_ascii=False, separators=(",", ":")) + "\n")


def _prevoir(attente: Attente, simulation: Simulation) -> None:
    monde = simulation.monde
    for couverture in monde.couvertures:
        recue = attente.recus.premier(f"{couverture.id}/reprise")
        if recue:
            attente.le(recue, partial(_reprendre, attente, couverture))
    for rsa in monde.rsa:
        AttenteRsa(attente, rsa)
    for aspa in monde.aspa:
        AttenteAspa(attente, aspa)
    for aps in monde.aps:
        AttenteAps(attente, aps)
    for rapatrie in monde.rapatries:
        _prevoir_rapatrie(attente, rapatrie)


def _reprendre(attente: Attente, couverture: Couverture, jour: date) -> None:
    """Rights in force at the start are taken over as they are (D01)."""
    for p in couverture.personnes:
        attente.ouvrir(Droit(p.id, "PUMA", couverture.puma_depuis, None, couverture.reference, jour))
        if couverture.c2s_debut:
            debut, fin, payee = couverture.c2s_debut, couverture.c2s_fin, couverture.participation
            attente.ouvrir(Droit(p.id, "C2S", debut, fin, couverture.reference, jour, None, payee))


def _prevoir_rapatrie(attente: Attente, vie: VieRapatrie) -> None:
    """Repatriates and their spouses: PUMa on arrival, no C2S (F05, F06)."""
    personnes = [m.personne for m in vie.foyer.membres]
    mois, ids = f"{vie.arrivee:%Y-%m}", tuple(p.id for p in personnes)
    suite = attente.suivre(Suite(vie.reference, "RAPATRIEMENT", "ACCUEIL", mois, ids))
    recue = attente.recus.premier(f"{vie.id}/arrivee")

    def accueillir(jour: date) -> None:
        suite.passe("OUVERTE", jour)
        for p in personnes:
            attente.ouvrir(Droit(p.id, "PUMA", vie.arrivee, None, vie.reference, jour))
            demander_nia(attente, p, vie.reference, jour)

    if recue:
        attente.le(recue, accueillir)


def _touches(attente: Attente, simulation: Simulation) -> dict[str, tuple[str, ...]]:
    """Who was touched by a fault that made something of the life unheard for good."""
    par_vie = _personnes_par_vie(simulation)
    touches: dict[str, set[str]] = {}
    for sujet, faute in attente.recus.inaudibles().items():
        vie, _, quoi = sujet.partition("/")
        sorte, _, mineur = quoi.partition("/")
        ids = (mineur.partition("/")[0],) if sorte == "mineur" else par_vie.get(vie, ())
        for id_ in ids:
            touches.setdefault(id_, set()).add(faute)
    return {id_: tuple(sorted(fautes)) for id_, fautes in sorted(touches.items())}


def _personnes_par_vie(simulation: Simulation) -> dict[str, tuple[str, ...]]:
    monde = simulation.monde
    foyers = [(vie.id, vie.foyer) for vie in monde.rsa]
    foyers += [(vie.id, vie.foyer) for vie in monde.aspa]
    foyers += [(vie.id, vie.foyer) for vie in monde.aps]
    foyers += [(vie.id, vie.foyer) for vie in monde.rapatries]
    par_vie = {id_: tuple(m.personne.id for m in foyer.membres) for id_, foyer in foyers}
    par_vie.update({c.id: (*par_vie.get(c.id, ()), *(p.id for p in c.personnes)) for c in monde.couvertures})
    return par_vie
