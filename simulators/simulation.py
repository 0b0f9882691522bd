"""A scenario made ready: its world, its agencies, its truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulators.agences.assures import Assures
from simulators.agences.base import Agence, Contexte
from simulators.agences.cnaf import Cnaf
from simulators.agences.cnam import Cnam
from simulators.agences.cnav import Cnav
from simulators.agences.organismes import Organismes
from simulators.agences.prefecture import Prefecture
from simulators.agences.rapatriement import Rapatriement
from simulators.agences.sngi import Sngi
from simulators.calibration import Calibration
from simulators.fautes import Fautes
from simulators.identites import Registre
from simulators.scenario import NomAgence, Scenario
from simulators.tirages import Tirages
from simulators.vies.donnees import monde_declare
from simulators.vies.modele import Monde
from simulators.vies.monde import monde_mixte

_FABRIQUE: Mapping[NomAgence, Callable[[Contexte, Monde], Agence]] = {
    "cnam": lambda contexte, monde: Cnam(contexte, monde.couvertures),
    "cnaf": lambda contexte, monde: Cnaf(contexte, monde.rsa),
    "cnav": lambda contexte, monde: Cnav(contexte, monde.aspa),
    "prefecture": lambda contexte, monde: Prefecture(contexte, monde.aps),
    "rapatriement": lambda contexte, monde: Rapatriement(contexte, monde.rapatries),
    "sngi": lambda contexte, monde: Sngi(contexte, monde.personnes()),
    "assures": Assures,
    "organismes": lambda contexte, monde: Organismes(contexte, monde.aspa),
}


@dataclass(frozen=True, slots=True)
class Simulation:
    """A scenario with its seed and size settled: the world, and the agencies that tell it."""

    scenario: Scenario
    graine: int
    contexte: Contexte
    monde: Monde
    agences: tuple[Agence, ...]


def preparer(scenario: Scenario, graine: int | None = None, foyers: int | None = None) -> Simulation:
    """Draw the lives and set up the agencies of a scenario, with another seed or number of households if given."""
    graine = scenario.graine if graine is None else graine
    calibration = Calibration(scenario.calibration)
    tirages = Tirages(graine, calibration, Registre(), scenario.debut)
    monde = Monde(scenario.debut, scenario.fin)
    if scenario.population is not None:
        parts = {str(nature): part for nature, part in scenario.population.parts.items()}
        monde = monde_mixte(tirages, scenario.fin, foyers or scenario.population.foyers, parts)
    monde = monde_declare(tirages, monde, scenario.vies)
    contexte = Contexte(graine, calibration, scenario.debut, scenario.fin, _fautes(scenario, graine))
    agences = tuple(_FABRIQUE[nom](contexte, monde) for nom in scenario.agences)
    return Simulation(scenario, graine, contexte, monde, agences)


def _fautes(scenario: Scenario, graine: int) -> Fautes:
    return Fautes(graine, {str(agence): taux for agence, taux in scenario.fautes.items()})
