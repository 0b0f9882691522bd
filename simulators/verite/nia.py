"""The NIA of those whom nobody identified yet (F20, G05)."""

from datetime import date

from simulators.personnes import Personne
from simulators.verite.attente import Attente
from simulators.verite.modele import Droit


def demander_nia(attente: Attente, personne: Personne, reference: str, jour: date) -> None:
    """Asked for on a day, once a person; it starts when the SNGI allots it."""
    if personne.nir is None and not attente.vivants(personne.id, "NIA"):
        debut = attente.reactifs.sngi.attribue_le(personne, jour)
        attente.ouvrir(Droit(personne.id, "NIA", debut, None, reference, jour))
