"""What the monthly exchange should lead to (section C): an invitation, then a paid C2S once the adhesion is back."""

from datetime import date
from functools import partial

from simulators.verite.attente import Attente
from simulators.verite.invitation import inviter
from simulators.verite.modele import Suite
from simulators.vies.dates import premier_du_mois_suivant, premiers_du_mois
from simulators.vies.modele import VieAspa


class AttenteAspa:
    """One holder of the ASPA, as it should go."""

    def __init__(self, attente: Attente, vie: VieAspa) -> None:
        self.attente, self.vie = attente, vie
        membres = tuple(m.personne.id for m in vie.foyer.membres)
        vu_le = self._vu_le()
        mois = f"{vu_le or vie.premier_mois:%Y-%m}"
        self.suite = attente.suivre(Suite(vie.reference, "CNAV", "ECHANGE", mois, membres))
        if vu_le is not None:
            attente.le(vu_le, self._decider, 1)

    def _vu_le(self) -> date | None:
        """The first exchange that shows the person, or the day of the measure if that was before (C01, C03, C04)."""
        vie, contexte = self.vie, self.attente.contexte
        mesure = self.attente.loi.at("aspa.entree_en_vigueur", contexte.debut).jour
        montres = [m for m in premiers_du_mois(contexte.debut, contexte.fin) if m != vie.sortie_mois]
        jours = [self.attente.recus.tous(f"{vie.id}/ligne/{m:%Y-%m}") for m in montres]
        vu_le = min((max(j, mesure) for liste in jours for j in liste), default=None)
        sorti_le = self.attente.recus.premier(f"{vie.id}/ligne/{vie.sortie_mois:%Y-%m}") if vie.sortie_mois else None
        return None if vu_le and sorti_le and sorti_le <= vu_le else vu_le

    def _decider(self, jour: date) -> None:
        if self._deja_couvert(jour):
            self.suite.passe("DEJA_COUVERT", jour)
        else:
            inviter(self.attente, self.vie, self.suite, 1, jour, self._repondu)

    def _deja_couvert(self, jour: date) -> bool:
        return self.attente.couvert(self.vie.foyer.demandeur.id, "C2S", premier_du_mois_suivant(jour))

    def _repondu(self, jour: date) -> None:
        """Without activity in the three months before, the right is granted and waits for the adhesion (C02, D20)."""
        conduite = self.vie.conduite
        conjoint_teste = self.attente.loi.at("aspa.conjoint_teste_depuis", jour).vrai
        if conduite.activite or (conjoint_teste and conduite.activite_conjoint):
            self.suite.passe("REFUSEE", jour)
            return
        self.suite.passe("EN_ATTENTE", jour)
        retours = self.attente.entendre("organismes", self.attente.reactifs.organismes.retours(self.vie, jour))
        complets = (p for p in retours if f"{self.vie.id}/adhesion" in p.sujets)
        complet = min(complets, key=lambda p: p.jour, default=None)
        if complet is not None:
            self.attente.le(complet.jour, partial(self._adherer, complet.survenu_le), 1)

    def _adherer(self, recu_le: date, jour: date) -> None:
        """It opens on the 1st of the month after the manager received the complete form (D22), told on `jour`."""
        if self.suite.issue != "EN_ATTENTE":
            return
        if self._deja_couvert(recu_le):
            self.suite.passe("DEJA_COUVERT", jour)
            return
        personnes = [m.personne for m in self.vie.foyer.membres]
        gestionnaire = self.vie.conduite.gestionnaire
        self.attente.ouvrir_c2s(
            personnes, self.vie.reference, jour, recu_le, participation=True, gestionnaire=gestionnaire
        )
        self.suite.passe("ACCORDEE", jour)
