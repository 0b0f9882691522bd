"""The préfectures: APS sent in bursts by the secured circuit (F09) or shown at a desk (F03), and their movements."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from contracts.base import Contrat
from contracts.cloudevents import Event
from contracts.prefecture import ApsDelivree, ApsMouvement, Champ, Mineur
from contracts.topics import PREFECTURE_APS
from simulators.agences.base import SOURD, Contexte, Registre, publier
from simulators.agences.personnes import adresse, identite
from simulators.personnes import Membre
from simulators.publication import Publication
from simulators.vies.modele import VieAps

_MOUVEMENT = "fr.prefecture.aps.mouvement.v1"


class Prefecture:
    """Sees the APS that it issues, with AGDREF numbers; no NIA, no right."""

    nom = "prefecture"
    topic = PREFECTURE_APS
    emetteur = "PREFECTURE"
    source = "urn:passerelle:prefecture"
    ecoute = SOURD

    def __init__(self, contexte: Contexte, vies: Iterable[VieAps]) -> None:
        self.registre = Registre(self.nom, contexte)
        for vie in vies:
            self.registre.inscrire(self._publications(vie))

    def publications(self, jour: date) -> list[Publication]:
        """The APS and movements of the day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """It is told nothing."""

    def _publications(self, vie: VieAps) -> Iterator[Publication]:
        if vie.flux_le:
            yield self._delivree(vie, "FLUX", vie.flux_le)
        if vie.guichet_le:
            yield self._delivree(vie, "GUICHET", vie.guichet_le)
        yield from self._rectifications(vie)
        if vie.retiree_le:
            retrait = ApsMouvement(numero_aps=vie.numero, mouvement="RETIREE", debut=vie.retiree_le)
            yield self._mouvement(vie, retrait, "retrait", vie.retiree_le)
        if vie.expiree_le:
            yield self._mouvement(vie, ApsMouvement(numero_aps=vie.numero, mouvement="EXPIREE"), "fin", vie.expiree_le)
        suite = vie.renouvellement
        if suite:
            nouvelle = ApsMouvement(
                numero_aps=suite.numero, precedent=vie.numero, mouvement="RENOUVELEE", debut=suite.debut, fin=suite.fin
            )
            yield self._mouvement(vie, nouvelle, "renouvellement", suite.le)

    def _rectifications(self, vie: VieAps) -> Iterator[Publication]:
        """Dates that were wrong; a minor who had been forgotten (F04)."""
        if vie.rectifiee_le and vie.debut_rectifie:
            champ = Champ(nom="debut", avant=vie.debut, apres=vie.debut_rectifie)
            yield self._rectifiee(vie, champ, "rectification", vie.rectifiee_le)
        for oubli in vie.oublies:
            if oubli.rectifie_le:
                enfant = next(m for m in vie.foyer.membres if m.personne == oubli.mineur)
                avant = tuple(_mineur(m) for m in vie.mineurs)
                champ = Champ(nom="mineurs", avant=avant, apres=(*avant, _mineur(enfant)))
                yield self._rectifiee(vie, champ, f"mineur-ajoute/{oubli.mineur.id}", oubli.rectifie_le)

    def _rectifiee(self, vie: VieAps, champ: Champ, quoi: str, jour: date) -> Publication:
        return self._mouvement(
            vie, ApsMouvement(numero_aps=vie.numero, mouvement="RECTIFIEE", champs=(champ,)), quoi, jour
        )

    def _mouvement(self, vie: VieAps, donnees: ApsMouvement, quoi: str, jour: date) -> Publication:
        sujets = (f"{vie.id}/{quoi}",)
        return publier(self, _MOUVEMENT, donnees, reference=vie.reference, sujets=sujets, survenu_le=jour, jour=jour)

    def _delivree(self, vie: VieAps, canal: Literal["FLUX", "GUICHET"], jour: date) -> Publication:
        return publier(
            self,
            "fr.prefecture.aps.delivree.v1",
            _aps(vie, canal),
            reference=vie.reference,
            sujets=(f"{vie.id}/delivree/{canal}", *(f"{vie.id}/mineur/{m.personne.id}/{canal}" for m in vie.mineurs)),
            survenu_le=vie.delivree,
            jour=jour,
        )


def _aps(vie: VieAps, canal: Literal["FLUX", "GUICHET"]) -> ApsDelivree:
    assert vie.titulaire.agdref, "an adult who holds an APS has an AGDREF number"
    return ApsDelivree(
        numero_aps=vie.numero,
        canal=canal,
        agdref=vie.titulaire.agdref,
        titulaire=identite(vie.titulaire),
        protection_temporaire=True,
        delivree_le=vie.delivree,
        debut=vie.debut,
        fin=vie.fin,
        entree_france=vie.entree,
        adresse=adresse(vie.foyer.adresse),
        adresse_valide=True,
        hebergeur=vie.hebergeur,
        mineurs=tuple(_mineur(m) for m in vie.mineurs),
        conjoint_agdref=vie.conjoint_agdref,
        langue=vie.foyer.langue,
    )


def _mineur(membre: Membre) -> Mineur:
    return Mineur(identite=identite(membre.personne), agdref=membre.personne.agdref, lien=membre.lien)
