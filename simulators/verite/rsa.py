"""What a demande of RSA should lead to (section B): a right, an invitation, nothing."""

from collections.abc import Iterable
from datetime import date

from simulators.personnes import Membre, Personne
from simulators.verite.attente import Attente
from simulators.verite.invitation import inviter
from simulators.verite.modele import Droit, Suite
from simulators.vies.dates import premier_du_mois_suivant
from simulators.vies.modele import VieRsa

EN_COUPLE = frozenset({"CONJOINT", "PACS", "CONCUBIN"})


class AttenteRsa:
    """One demande, as it should go."""

    def __init__(self, attente: Attente, vie: VieRsa) -> None:
        self.attente, self.vie = attente, vie
        personnes = tuple(m.personne.id for m in vie.foyer.membres)
        mois = f"{vie.depot:%Y-%m}"
        self.suite = attente.suivre(Suite(vie.reference, vie.payeur, vie.canal, mois, personnes))
        self.annule = False
        self.droits: list[Droit] = []
        self._prevoir()

    def _prevoir(self) -> None:
        """What is heard of this demande, and what it founds on which day."""
        vie, recus = self.vie, self.attente.recus
        demande, droit = recus.premier(f"{vie.id}/demande"), recus.premier(f"{vie.id}/droit")
        if droit:
            self.attente.le(droit, self._puma)
            self._prevoir_annulation()
        mesure = self.attente.loi.at("rsa.entree_en_vigueur", vie.depot).jour
        opposition = recus.premier(f"{vie.id}/opposition")
        if demande is None:
            self.suite.passe("SANS_DEMANDE" if droit else "JAMAIS_RECUE", droit)
        elif vie.depot < mesure:
            self.suite.passe("HORS_CHAMP", demande)
        elif vie.c2s == "REFUSEE":
            self.attente.le(demande, self._opposer, 1)
        elif opposition and (droit is None or opposition <= max(demande, droit)):
            self.attente.le(max(demande, opposition), self._opposer, 1)
        elif droit is None:
            rejet = recus.premier(f"{vie.id}/rejet")
            self.suite.passe("REJETEE" if rejet else "SANS_DROIT", rejet or demande)
        else:
            self.attente.le(self._decision(demande, droit), self._decider, 1)
        s3711 = recus.premier(f"{vie.id}/s3711")
        if s3711 and droit:
            self.attente.le(max(s3711, droit), self._formulaire, 1)

    def _decision(self, demande: date, droit: date) -> date:
        """The day on which the last ground came; for the téléservice, not before it was processed (B04)."""
        jour = max(demande, droit)
        if self.vie.canal == "TELESERVICE":
            return max(jour, self.attente.loi.at("rsa.teleservice_ouvert_le", self.vie.depot).jour)
        return jour

    def _prevoir_annulation(self) -> None:
        for rang, mouvement in enumerate(self.vie.mouvements, 1):
            recu = self.attente.recus.premier(f"{self.vie.id}/mouvement-{rang}")
            if recu and mouvement.mouvement == "ANNULE":
                self.attente.le(recu, self._annuler, 1)

    def _puma(self, jour: date) -> None:
        """Who receives the RSA has PUMa without delay, from its effect (E04)."""
        for membre in self.vie.membres_rsa:
            if not self.attente.couvert(membre.personne.id, "PUMA", self.vie.effet):
                droit = Droit(membre.personne.id, "PUMA", self.vie.effet, None, self.vie.reference, jour)
                self.attente.ouvrir(droit)
                self.droits.append(droit)

    def _opposer(self, jour: date) -> None:
        self.suite.passe("OPPOSEE", jour)

    def _decider(self, jour: date) -> None:
        """Granted by default in the téléservice (B05, B06); on paper, invited until 2023 (B10, B13)."""
        if self.annule:
            return
        if self._deja_couvert(jour):
            self.suite.passe("DEJA_COUVERT", jour)
            return
        cible = self.attente.loi.at("rsa.papier_cible_depuis", self.vie.depot).jour
        if self.vie.canal == "TELESERVICE" or self.vie.depot >= cible:
            self._accorder(jour, self._foyer_dit(), self.vie.depot, self.vie.gestionnaire)
        else:
            inviter(self.attente, self.vie, self.suite, 1, jour, self._repondu)

    def _repondu(self, jour: date) -> None:
        """The answer gives the household and the manager: granted on its receipt (B11)."""
        if self.annule:
            return
        if self._deja_couvert(jour):
            self.suite.passe("DEJA_COUVERT", jour)
        else:
            self._accorder(jour, self.vie.foyer.membres, self.vie.depot, self.vie.conduite.gestionnaire)

    def _formulaire(self, jour: date) -> None:
        """A S3711 later than an opposition grants (D17, reading of B07)."""
        if self.suite.issue == "OPPOSEE" and not self.annule and not self._deja_couvert(jour):
            personnes = self._foyer_c2s(self.vie.foyer.membres, jour)
            self.droits += self.attente.ouvrir_c2s(
                personnes, None, jour, jour, gestionnaire=self.vie.conduite.gestionnaire
            )

    def _deja_couvert(self, jour: date) -> bool:
        """The claimant holds a C2S on the day on which this one would open (D34)."""
        return self.attente.couvert(self.vie.foyer.demandeur.id, "C2S", premier_du_mois_suivant(jour))

    def _foyer_dit(self) -> Iterable[Membre]:
        """An empty foyer covers the claimant only; the children outside the RSA are added to the one that was told."""
        return self.vie.foyer.membres if self.vie.foyer_dit else (self.vie.foyer.membres[0], *self.vie.hors_rsa)

    def _accorder(self, jour: date, membres: Iterable[Membre], demande_le: date, gestionnaire: str | None) -> None:
        personnes = self._foyer_c2s(membres, demande_le)
        self.droits += self.attente.ouvrir_c2s(personnes, self.vie.reference, jour, jour, gestionnaire=gestionnaire)
        self.suite.passe("ACCORDEE", jour)

    def _foyer_c2s(self, membres: Iterable[Membre], demande_le: date) -> list[Personne]:
        """The claimant, the partner, and the dependants under 25 on the day of the demande (P08)."""
        limite = self.attente.loi.at("c2s.foyer_age_limite", demande_le).entier
        return [m.personne for m in membres if _du_foyer(m, demande_le, limite)]

    def _annuler(self, jour: date) -> None:
        """The RSA never was: what it founded is taken back."""
        self.annule = True
        for droit in self.droits:
            droit.jusqu_au = jour
        if self.suite.issue in {"ACCORDEE", "INVITEE"}:
            self.suite.passe("ANNULEE", jour)


def _du_foyer(membre: Membre, demande_le: date, limite: int) -> bool:
    if membre.lien == "DEMANDEUR" or membre.lien in EN_COUPLE:
        return True
    a_charge = membre.lien == "ENFANT" or membre.charge is not None
    return a_charge and membre.personne.age(demande_le) < limite
