"""The repatriation service: arrivals of French people from Ukraine or Russia, with their spouses (F05)."""

from collections.abc import Iterable
from datetime import date

from contracts.base import Contrat
from contracts.cloudevents import Event
from contracts.rapatriement import Arrivee
from contracts.topics import RAPATRIEMENT_ARRIVEES
from simulators.agences.base import SOURD, Contexte, Registre, publier
from simulators.agences.personnes import adresse, identite
from simulators.publication import Publication
from simulators.vies.modele import VieRapatrie


class Rapatriement:
    """Sees who comes off the planes."""

    nom = "rapatriement"
    topic = RAPATRIEMENT_ARRIVEES
    emetteur = "RAPATRIEMENT"
    source = "urn:passerelle:rapatriement"
    ecoute = SOURD

    def __init__(self, contexte: Contexte, vies: Iterable[VieRapatrie]) -> None:
        self.registre = Registre(self.nom, contexte)
        self.registre.inscrire(self._arrivee(vie) for vie in vies)

    def publications(self, jour: date) -> list[Publication]:
        """The arrivals told that day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """It is told nothing."""

    def _arrivee(self, vie: VieRapatrie) -> Publication:
        conjoint = vie.foyer.conjoint
        return publier(
            self,
            "fr.rapatriement.arrivee.v1",
            Arrivee(
                identite=identite(vie.foyer.demandeur),
                conjoint=identite(conjoint) if conjoint else None,
                arrivee_le=vie.arrivee,
                pays=vie.pays,
                adresse=adresse(vie.foyer.adresse),
            ),
            reference=vie.reference,
            sujets=(f"{vie.id}/arrivee",),
            survenu_le=vie.arrivee,
            jour=vie.signale_le,
        )
