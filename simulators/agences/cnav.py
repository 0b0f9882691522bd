"""The CNAV: the monthly exchange that lists who receives the ASPA, one file per fund (C04)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from contracts.base import Contrat, Lot
from contracts.cloudevents import Event
from contracts.cnav import EchangeMensuel, LigneAspa
from contracts.topics import CNAV_ASPA
from simulators.agences.base import SOURD, Contexte, Registre, publier
from simulators.agences.personnes import adresse, identite
from simulators.publication import Publication
from simulators.vies.dates import jour_ouvre, premiers_du_mois
from simulators.vies.modele import VieAspa

LIGNES_PAR_MESSAGE = 40


class Cnav:
    """Sees who receives the ASPA, with whom they live; nothing of their health cover."""

    nom = "cnav"
    topic = CNAV_ASPA
    emetteur = "CNAV"
    source = "urn:passerelle:cnav"
    ecoute = SOURD

    def __init__(self, contexte: Contexte, vies: Iterable[VieAspa]) -> None:
        self._contexte = contexte
        self.registre = Registre(self.nom, contexte)
        par_organisme = sorted(vies, key=lambda vie: (vie.organisme, vie.id))
        for organisme, groupe in groupby(par_organisme, key=lambda vie: vie.organisme):
            liste = list(groupe)
            for mois in premiers_du_mois(contexte.debut, contexte.fin):
                self.registre.inscrire(self._fichier(organisme, mois, liste))

    def publications(self, jour: date) -> list[Publication]:
        """The exchanges of the day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """It is told nothing."""

    def jour_de(self, organisme: str, mois: date) -> date:
        """A fund sends its file on one of the first working days of the month it tells."""
        alea = self._contexte.alea("cnav-fichier", organisme, mois)
        return jour_ouvre(mois + timedelta(days=alea.entier(2, 7)))

    def _fichier(self, organisme: str, mois: date, vies: list[VieAspa]) -> Iterator[Publication]:
        jour = self.jour_de(organisme, mois)
        montres = [(vie, ligne) for vie in vies if (ligne := self._ligne(vie, mois)) is not None]
        paquets = [montres[i : i + LIGNES_PAR_MESSAGE] for i in range(0, len(montres), LIGNES_PAR_MESSAGE)]
        for rang, paquet in enumerate(paquets, 1):
            nom = f"{organisme}-{mois:%Y%m}"
            yield publier(
                self,
                "fr.cnav.aspa.echange-mensuel.v1",
                EchangeMensuel(
                    lot=Lot(id=nom, rang=rang, total=len(paquets)),
                    mois=mois,
                    organisme_payeur=organisme,
                    nb_lignes=len(paquet),
                    lignes=tuple(ligne for _, ligne in paquet),
                ),
                reference=f"echange:{nom}-{rang}",
                sujets=tuple(f"{vie.id}/ligne/{mois:%Y-%m}" for vie, _ in paquet),
                survenu_le=mois,
                jour=jour,
            )

    def _ligne(self, vie: VieAspa, mois: date) -> LigneAspa | None:
        """The line of a month: none before the entry, after the exit, or when the row is lost that month."""
        sorti = vie.sortie_mois is not None and mois > vie.sortie_mois
        if mois < vie.premier_mois or sorti or mois in vie.mois_manquants:
            return None
        if self._contexte.fautes.de_ligne(self.nom, "ligne-manquante", vie.id, mois):
            return None
        return _ligne_aspa(vie, mois)


def _ligne_aspa(vie: VieAspa, mois: date) -> LigneAspa:
    conjoint = vie.foyer.conjoint
    sort = mois == vie.sortie_mois
    entre: Literal["ENTRANT", "PRESENT"] = "ENTRANT" if vie.effet >= mois else "PRESENT"
    return LigneAspa(
        allocataire=identite(vie.foyer.demandeur),
        conjoint=identite(conjoint) if conjoint else None,
        conjoint_aspa=vie.conjoint_aspa,
        date_effet=mois if sort else vie.effet,
        mouvement="SORTANT" if sort else entre,
        motif_sortie=vie.motif_sortie if sort else None,
        adresse=adresse(vie.foyer.adresse),
    )
