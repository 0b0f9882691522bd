"""Whoever manages a paid C2S: a body or the caisse sends the adhesion form and says when it is back (D21)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from contracts.base import Contrat
from contracts.cloudevents import Event
from contracts.courrier import Notification
from contracts.organismes import Adhesion, Droit
from contracts.topics import CPAM_NOTIFICATIONS, ORGANISMES_ADHESIONS, ORGANISMES_DROITS
from simulators.agences.base import Contexte, Registre, publier
from simulators.publication import Publication
from simulators.vies.modele import VieAspa


class Organismes:
    """Sees the rights that it manages, and which forms came back."""

    nom = "organismes"
    topic = ORGANISMES_ADHESIONS
    emetteur = "OC"
    source = "urn:passerelle:organismes"
    ecoute = frozenset({ORGANISMES_DROITS, CPAM_NOTIFICATIONS})

    def __init__(self, contexte: Contexte, vies: Iterable[VieAspa]) -> None:
        self.registre = Registre(self.nom, contexte)
        self._vies = {vie.reference: vie for vie in vies}
        self._ouverts: set[str] = set()

    def publications(self, jour: date) -> list[Publication]:
        """The forms that came back that day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """A right to manage: by `oc.droit` for a body; for the caisse, with the letter that grants it."""
        match message:
            case Droit(numero_c2s=reference, participation=True, debut=None):
                self._envoyer_bulletin(reference, jour)
            case Notification(reference=reference, id_invitation=None) if reference in self._vies:
                self._envoyer_bulletin(reference, jour)
            case _:
                pass

    def _envoyer_bulletin(self, reference: str, jour: date) -> None:
        vie = self._vies.get(reference)
        if vie is not None and reference not in self._ouverts and not vie.conduite.activite:
            self._ouverts.add(reference)
            self.registre.inscrire(self.retours(vie, jour))

    def retours(self, vie: VieAspa, accorde_le: date) -> Iterator[Publication]:
        """The form as it comes back: incomplete first, then whole; or never."""
        adhesion = vie.adhesion
        if adhesion is None:
            return
        if adhesion.incomplet_apres is not None:
            yield self._retour(vie, accorde_le, adhesion.incomplet_apres, None)
        yield self._retour(vie, accorde_le, adhesion.delai, adhesion.moyen)

    def _retour(self, vie: VieAspa, accorde_le: date, delai: int, moyen: str | None) -> Publication:
        jour = accorde_le + timedelta(days=delai)
        donnees = Adhesion(
            numero_c2s=vie.reference,
            bulletin_envoye_le=accorde_le + timedelta(days=1),
            recu_le=jour,
            complet=moyen is not None,
            moyen_paiement=moyen,
        )
        quoi = "adhesion" if moyen else "adhesion-incomplete"
        return publier(
            self,
            "fr.oc.adhesion.v1",
            donnees,
            reference=vie.reference,
            sujets=(f"{vie.id}/{quoi}",),
            survenu_le=jour,
            jour=jour,
        )
