"""The CNAM's own files: the rights already in force on the first day (D01)."""

from collections.abc import Iterable
from datetime import date

from contracts.base import Contrat
from contracts.cloudevents import Event
from contracts.cnam import C2sEnCours, Reprise
from contracts.identites import Membre
from contracts.topics import CPAM_REPRISE
from simulators.agences.base import SOURD, Contexte, Registre, publier
from simulators.agences.personnes import identite
from simulators.lieux import DEPARTEMENTS
from simulators.publication import Publication
from simulators.vies.modele import Couverture


class Cnam:
    """Sees PUMa and the C2S of those who were insured before."""

    nom = "cnam"
    topic = CPAM_REPRISE
    emetteur = "CNAM"
    source = "urn:passerelle:cnam"
    ecoute = SOURD

    def __init__(self, contexte: Contexte, couvertures: Iterable[Couverture]) -> None:
        self._contexte = contexte
        self.registre = Registre(self.nom, contexte)
        self.registre.inscrire(self._reprise(c) for c in couvertures)

    def publications(self, jour: date) -> list[Publication]:
        """The whole stock, on the first day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """It is told nothing."""

    def _reprise(self, couverture: Couverture) -> Publication:
        return publier(
            self,
            "fr.cnam.reprise.droits.v1",
            _donnees(couverture),
            reference=couverture.reference,
            sujets=(f"{couverture.id}/reprise",),
            survenu_le=couverture.puma_depuis,
            jour=self._contexte.debut,
        )


def _donnees(couverture: Couverture) -> Reprise:
    titulaire, *autres = couverture.personnes
    c2s = None
    if couverture.c2s_debut and couverture.c2s_fin:
        numero, debut, fin = couverture.reference, couverture.c2s_debut, couverture.c2s_fin
        c2s = C2sEnCours(numero=numero, debut=debut, fin=fin, participation=couverture.participation)
    return Reprise(
        titulaire=identite(titulaire),
        membres=tuple(
            Membre(
                identite=identite(p),
                lien="AUTRE",
                residence_alternee=False,
                caisse=DEPARTEMENTS[couverture.departement].numero,
                debut=max(couverture.puma_depuis, p.naissance),
            )
            for p in autres
        ),
        puma_depuis=couverture.puma_depuis,
        c2s=c2s,
    )
