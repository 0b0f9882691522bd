"""The CNAF and the MSA: demandes, rights, changes and refusals of the RSA, in daily files, one per body (B09)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from contracts.base import Contrat, Lot, MessagePartenaire
from contracts.cloudevents import Event
from contracts.cnaf import Demande, DroitModifie, DroitOuvert, Rejet, Situation
from contracts.topics import CNAF_RSA
from simulators.agences.base import SOURD, Contexte, Registre, publier
from simulators.agences.personnes import adresse, gestionnaire, membres
from simulators.publication import Publication
from simulators.vies.modele import MouvementRsa, VieRsa

_SITUATIONS: dict[str | None, Situation] = {
    "CONJOINT": "MARIE",
    "PACS": "PACSE",
    "CONCUBIN": "CONCUBIN",
    None: "CELIBATAIRE",
}


@dataclass(frozen=True, slots=True)
class _Ligne:
    """A message before it is put in the file of its day."""

    vie: VieRsa
    quoi: str
    type: str
    donnees: MessagePartenaire
    reference: str
    survenu_le: date
    jour: date

    @property
    def fichier(self) -> tuple[date, str, str]:
        """The daily file it goes in."""
        return self.jour, self.vie.payeur, self.vie.organisme


class Cnaf:
    """Sees demandes and decisions of the RSA; nothing of PUMa, of the C2S, of our letters."""

    nom = "cnaf"
    topic = CNAF_RSA
    emetteur = "CNAF"
    source = "urn:passerelle:cnaf"
    ecoute = SOURD

    def __init__(self, contexte: Contexte, vies: Iterable[VieRsa]) -> None:
        self._contexte = contexte
        self.registre = Registre(self.nom, contexte)
        lignes = [ligne for vie in vies for ligne in self._lignes(vie)]
        lignes.sort(key=lambda ligne: (ligne.fichier, ligne.vie.reference, ligne.quoi))
        for fichier, groupe in groupby(lignes, key=lambda ligne: ligne.fichier):
            self.registre.inscrire(self._fichier(fichier, list(groupe)))

    def publications(self, jour: date) -> list[Publication]:
        """The files of the day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """It is told nothing."""

    def _fichier(self, fichier: tuple[date, str, str], lignes: list[_Ligne]) -> Iterator[Publication]:
        jour, payeur, organisme = fichier
        for rang, ligne in enumerate(lignes, 1):
            lot = Lot(id=f"{payeur}-{organisme}-{jour:%Y%m%d}", rang=rang, total=len(lignes))
            yield publier(
                self,
                ligne.type,
                ligne.donnees.model_copy(update={"lot": lot}),
                reference=ligne.reference,
                sujets=(f"{ligne.vie.id}/{ligne.quoi}",),
                survenu_le=ligne.survenu_le,
                jour=jour,
            )

    def _lignes(self, vie: VieRsa) -> Iterator[_Ligne]:
        yield _Ligne(
            vie, "demande", "fr.cnaf.rsa.demande.v1", _demande(vie), vie.reference, vie.depot, self._demande_le(vie)
        )
        droit_le = self._droit_le(vie)
        if not vie.ouvert:
            yield _Ligne(vie, "rejet", "fr.cnaf.rsa.rejet.v1", _rejet(vie), vie.reference, vie.decision, droit_le)
            return
        yield _Ligne(vie, "droit", "fr.cnaf.rsa.droit-ouvert.v1", _droit(vie), vie.reference, vie.decision, droit_le)
        for rang, mouvement in enumerate(vie.mouvements, 1):
            donnees = _modifie(vie, mouvement)
            le = mouvement.decide_le + timedelta(days=1)
            type_ = "fr.cnaf.rsa.droit-modifie.v1"
            yield _Ligne(vie, f"mouvement-{rang}", type_, donnees, vie.reference_allocataire, mouvement.decide_le, le)

    def _demande_le(self, vie: VieRsa) -> date:
        """Téléservice: the file of one of the next days; paper is keyed later."""
        nom = "rsa.delai_demande_papier" if vie.canal == "PAPIER" else "rsa.delai_demande"
        delai = self._contexte.alea("cnaf-demande", vie.reference).entier(*self._contexte.calibration.delai(nom))
        return vie.demande_recue or vie.depot + timedelta(days=delai)

    def _droit_le(self, vie: VieRsa) -> date:
        delai = self._contexte.alea("cnaf-droit", vie.reference).entier(1, 2)
        return vie.droit_recu or vie.decision + timedelta(days=delai)


def _demande(vie: VieRsa) -> Demande:
    conjoint = next((m.lien for m in vie.foyer.membres if m.lien in _SITUATIONS), None)
    return Demande(
        payeur=vie.payeur,
        code_organisme=vie.organisme,
        numero_demande=vie.numero_demande,
        canal=vie.canal,
        date_depot=vie.depot,
        situation_familiale=_SITUATIONS[conjoint],
        foyer=membres(vie.membres_rsa, vie.depot) if vie.foyer_dit else (),
        c2s=vie.c2s,
        c2s_le=None if vie.c2s == "NON_EXPRIMEE" else vie.depot,
        gestionnaire=gestionnaire(vie.gestionnaire),
        adresse=adresse(vie.foyer.adresse),
    )


def _droit(vie: VieRsa) -> DroitOuvert:
    return DroitOuvert(
        payeur=vie.payeur,
        code_organisme=vie.organisme,
        numero_demande=vie.numero_demande,
        numero_allocataire=vie.numero_allocataire,
        date_decision=vie.decision,
        date_effet=vie.effet,
        foyer_retenu=membres(vie.membres_rsa, vie.decision),
        enfants_hors_rsa=membres(vie.hors_rsa, vie.decision),
        montant_nul=vie.montant_nul,
    )


def _modifie(vie: VieRsa, mouvement: MouvementRsa) -> DroitModifie:
    return DroitModifie(
        payeur=vie.payeur,
        code_organisme=vie.organisme,
        numero_allocataire=vie.numero_allocataire,
        mouvement=mouvement.mouvement,
        motif=mouvement.motif,
        date_effet=mouvement.effet,
        retroactif=mouvement.mouvement == "ANNULE",
        nouvel_organisme=mouvement.nouvel_organisme,
    )


def _rejet(vie: VieRsa) -> Rejet:
    return Rejet(
        payeur=vie.payeur,
        code_organisme=vie.organisme,
        numero_demande=vie.numero_demande,
        motif="RESSOURCES",
        date_decision=vie.decision,
        recours_en_cours=False,
    )
