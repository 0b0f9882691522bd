"""The C2S itself, whatever its ground: opening, duration, price, and never two over one person."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import msgspec

from agents.dossier.droits import Accordee, Cas, EnAttente, Fondement, Refusee
from agents.dossier.vue import Vue
from agents.rules.dates import age, plus_mois, premier_du_mois_suivant
from contracts.faits import Personne
from law.loader import Loi
from law.regle import regle
from law.valeur import Valeur

OUVERTURES: dict[str, Callable[[date], date]] = {
    "premier_du_mois_suivant": premier_du_mois_suivant,
    "premier_du_mois": lambda jour: jour.replace(day=1),
    "jour_meme": lambda jour: jour,
}
Couvertures = dict[str, list[tuple[date, date | None]]]


@regle("D18", "D23", depuis=date(2019, 11, 1), pivot="decision")
def ouverture_gratuite(vue: Vue, jour: date) -> tuple[Accordee, tuple[Valeur, ...]]:
    """Without participation, the right opens on the 1st of the month after the decision, for one year."""
    return _ouvrir(vue, "c2s.ouverture_gratuite", jour, jour)


@regle("D22", "D23", depuis=date(2019, 11, 1), pivot="decision")
def ouverture_payante(vue: Vue, jour: date, adhesion_le: date) -> tuple[Accordee, tuple[Valeur, ...]]:
    """With participation, it opens on the 1st of the month after the receipt of the completed adhesion form."""
    return _ouvrir(vue, "c2s.ouverture_payante", jour, adhesion_le)


def _ouvrir(vue: Vue, parametre: str, jour: date, compte_de: date) -> tuple[Accordee, tuple[Valeur, ...]]:
    ouverture, duree = vue.au(parametre, jour), vue.au("c2s.duree_mois", jour)
    debut = OUVERTURES[ouverture.texte](compte_de)
    return Accordee(jour, debut, plus_mois(debut, duree.entier)), (ouverture, duree)


@regle("D10", "D11", "D12", "D13", "D14", "D15", "D16", depuis=date(2019, 11, 1), pivot="decision")
def prix_mensuel(loi: Loi, personne: Personne, jour: date) -> Decimal:
    """The participation of a person depends on the age on 1 January of the year of attribution."""
    bareme = loi.at("c2s.participation.general", max(jour, loi.periode.debut)).table
    ans = age(personne.naissance, date(jour.year, 1, 1))
    return bareme[max((seuil for seuil in bareme if int(seuil) <= ans), key=int)]


@regle("D34", "D02", depuis=date(2019, 11, 1), pivot="effet")
def sans_chevauchement(vue: Vue, cas: Cas, couvertures: Couvertures, puma: dict[str, date]) -> Cas:
    """No C2S without PUMa, and never two C2S over one person on one day: who is covered stays where she is."""
    phase = cas.phase
    debut, fin = (phase.debut, phase.fin) if isinstance(phase, Accordee) else (phase.jour, None)
    libres = tuple(p for p in cas.membres if not _couverte(couvertures.get(vue.qui[p.civil], ()), debut, fin))
    if cas.titulaire not in libres and _couverte(couvertures.get(vue.qui[cas.titulaire.civil], ()), debut, fin):
        return _refuser(cas, "DEJA_COUVERT", sans_chevauchement.ids)
    if isinstance(phase, (Accordee, EnAttente)):
        libres = tuple(p for p in libres if puma.get(vue.qui[p.civil], date.max) <= debut)
        if not libres:
            return _refuser(cas, "SANS_PUMA", sans_chevauchement.ids)
    return cas if libres == cas.membres else msgspec.structs.replace(cas, membres=libres)


def _refuser(cas: Cas, motif: str, regles: tuple[str, ...]) -> Cas:
    fondement = Fondement(cas.fondement.regles + regles, cas.fondement.faits, cas.fondement.parametres)
    return msgspec.structs.replace(cas, phase=Refusee(cas.phase.jour, motif), fondement=fondement)


def _couverte(periodes: list[tuple[date, date | None]] | tuple[()], debut: date, fin: date | None) -> bool:
    return any((fin is None or d < fin) and (f is None or debut < f) for d, f in periodes)
