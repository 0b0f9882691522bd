"""What an APS should lead to (section F): PUMa, free C2S and a NIA for the holder and the minors."""

from dataclasses import replace
from datetime import date
from functools import partial

from simulators.personnes import Personne
from simulators.publication import Publication
from simulators.verite.attente import Attente
from simulators.verite.modele import Droit, Suite
from simulators.verite.nia import demander_nia
from simulators.vies.dates import ajouter_mois
from simulators.vies.modele import CPAM, Rattachement, VieAps

_CANAUX = ("FLUX", "GUICHET")


class AttenteAps:
    """One APS, as it should go."""

    def __init__(self, attente: Attente, vie: VieAps) -> None:
        self.attente, self.vie, self.debut = attente, vie, vie.debut
        personnes = (vie.titulaire, *(m.personne for m in vie.mineurs), *(o.mineur for o in vie.oublies))
        canal = "FLUX" if vie.flux_le else "GUICHET"
        mois = f"{vie.delivree:%Y-%m}"
        self.suite = attente.suivre(Suite(vie.reference, "PREFECTURE", canal, mois, tuple(p.id for p in personnes)))
        self.droits: list[Droit] = []
        recue = attente.recus.premier(*(f"{vie.id}/delivree/{canal}" for canal in _CANAUX))
        if recue is None:
            return
        attente.le(recue, self._delivrer, 1)
        for mineur in vie.mineurs:
            liste = attente.recus.premier(*(f"{vie.id}/mineur/{mineur.personne.id}/{canal}" for canal in _CANAUX))
            if liste:
                attente.le(max(liste, recue), partial(self._lister, mineur.personne), 1)
        rectifiee = attente.recus.premier(f"{vie.id}/rectification")
        if rectifiee:
            attente.le(max(rectifiee, recue), self._rectifier, 1)
        retrait = attente.recus.premier(f"{vie.id}/retrait")
        if retrait:
            attente.le(max(retrait, recue), self._retirer, 1)

    def _delivrer(self, jour: date) -> None:
        """The holder is covered on presentation (F02, F03); the forgotten minors' parents are written to (F04)."""
        self.suite.passe("ACCORDEE", jour)
        self._lister(self.vie.titulaire, jour)
        reponses = self.attente.entendre("assures", self.attente.reactifs.assures.rattachements(self.vie, jour))
        for oubli in self.vie.oublies:
            self._prevoir_oubli(oubli, jour, reponses)

    def _prevoir_oubli(self, oubli: Rattachement, jour: date, reponses: list[Publication]) -> None:
        sujet = f"{self.vie.id}/s3705/{oubli.mineur.id}"
        recue = min((p.jour for p in reponses if sujet in p.sujets), default=None)
        if recue:
            self.attente.le(recue, partial(self._rattacher, oubli.mineur), 1)
        ajoute = self.attente.recus.premier(f"{self.vie.id}/mineur-ajoute/{oubli.mineur.id}")
        if ajoute:
            self.attente.le(max(ajoute, jour), partial(self._lister, oubli.mineur), 1)

    def _lister(self, personne: Personne, jour: date) -> None:
        """Holder and listed minors: from the start of the APS."""
        self._proteger(personne, self.debut, jour)

    def _rattacher(self, personne: Personne, jour: date) -> None:
        """A minor attached by S3705 is covered from its receipt (F04, E14)."""
        self._proteger(personne, jour, jour)

    def _proteger(self, personne: Personne, debut: date, jour: date) -> None:
        """PUMa and free C2S until a year after the start of the APS (P13), managed by the caisse (P14); a NIA (F20)."""
        if self.suite.issue == "ANNULEE" or any(d.personne == personne.id for d in self.droits):
            return
        fin, reference = self._fin(), self.vie.reference
        ouverts = [Droit(personne.id, "PUMA", debut, fin, reference, jour)]
        if not self.attente.couvert(personne.id, "C2S", debut):
            ouverts.append(Droit(personne.id, "C2S", debut, fin, reference, jour, gestionnaire=CPAM))
        for droit in ouverts:
            self.attente.ouvrir(droit)
        self.droits += ouverts
        demander_nia(self.attente, personne, reference, jour)

    def _fin(self) -> date:
        return ajouter_mois(self.debut, self.attente.loi.at("aps.c2s_duree_mois", self.debut).entier)

    def _rectifier(self, jour: date) -> None:
        """The start always was another day: rights counted from it are revised, each as known from now on."""
        if self.suite.issue == "ANNULEE":
            return
        avant, self.debut = self.debut, self.vie.debut_rectifie or self.debut
        for ancien in [d for d in self.droits if d.jusqu_au is None]:
            debut = self.debut if ancien.debut == avant else ancien.debut
            if (debut, self._fin()) == (ancien.debut, ancien.fin):
                continue
            ancien.jusqu_au = jour
            nouveau = replace(ancien, debut=debut, fin=self._fin(), connu_le=jour, jusqu_au=None)
            self.attente.ouvrir(nouveau)
            self.droits.append(nouveau)

    def _retirer(self, jour: date) -> None:
        """An APS that is withdrawn founds nothing any more."""
        for droit in self.droits:
            droit.jusqu_au = droit.jusqu_au or jour
        self.suite.passe("ANNULEE", jour)
