"""Lives of people displaced from Ukraine: arrival, APS, minors forgotten, rectifications; one APS per adult."""

from dataclasses import dataclass
from datetime import date, timedelta

from simulators.alea import Alea
from simulators.personnes import Foyer, Membre, Personne
from simulators.population import foyer_ukrainien
from simulators.tirages import Tirages
from simulators.vies.dates import ajouter_mois, jour_ouvre
from simulators.vies.modele import Rattachement, Renouvellement, VieAps

PREMIERE_APS = date(2022, 3, 10)
_ASSOCIATIONS = ("COALLIA", "FRANCE TERRE D ASILE", "FORUM REFUGIES", "CHEZ UN PARTICULIER")


@dataclass(frozen=True, slots=True)
class _Arrivee:
    """Days that the adults of a household share."""

    entree: date
    delivree: date
    flux: date


@dataclass(frozen=True, slots=True)
class _Suite:
    """What becomes of an APS."""

    retiree_le: date | None = None
    expiree_le: date | None = None
    renouvellement: Renouvellement | None = None


def vies_aps(tirages: Tirages, id_: str, fin: date) -> tuple[VieAps, ...]:
    """A household arrives from March 2022 on: an APS for each adult, the minors on the first one's."""
    alea = tirages.alea("vie-aps", id_)
    foyer = foyer_ukrainien(tirages, id_)
    arrivee = _arrivee(tirages, alea, fin)
    adultes = [m for m in foyer.membres if m.lien != "ENFANT"]
    mineurs = [m for m in foyer.membres if m.lien == "ENFANT"]
    listes, oublies = _oublies(tirages, alea, mineurs, arrivee)
    vies = []
    for rang, adulte in enumerate(adultes):
        autre = next((a.personne for a in adultes if a is not adulte), None)
        vies.append(
            _vie(
                tirages,
                alea,
                foyer,
                adulte.personne,
                autre,
                arrivee,
                listes if not rang else (),
                oublies if not rang else (),
            )
        )
    return tuple(vies)


def _arrivee(tirages: Tirages, alea: Alea, fin: date) -> _Arrivee:
    """Préfectures send in bursts (Mondays and Thursdays), or the next working day."""
    delivree = jour_ouvre(max(PREMIERE_APS, tirages.debut) + timedelta(days=_vague(alea, fin)))
    entree = max(date(2022, 2, 24), delivree - timedelta(days=alea.entier(2, 20)))
    suivant = jour_ouvre(delivree + timedelta(days=1))
    rafale = next(j for j in (delivree + timedelta(days=k) for k in range(1, 8)) if j.weekday() in {0, 3})
    return _Arrivee(entree, delivree, rafale if alea.vrai(tirages.calibration.taux("aps.rafale")) else suivant)


def _vague(alea: Alea, fin: date) -> int:
    """Arrivals peak in the first weeks: the least of two uniform draws."""
    portee = max(1, (fin - PREMIERE_APS).days - 3)
    return min(alea.entier(0, portee), alea.entier(0, portee))


def _oublies(
    tirages: Tirages, alea: Alea, mineurs: list[Membre], arrivee: _Arrivee
) -> tuple[tuple[Membre, ...], tuple[Rattachement, ...]]:
    """One minor in some families is not on the document: S3705, rectification, both, or nothing within the period."""
    taux, intervalle = tirages.calibration.taux, tirages.calibration.delai("aps.s3705_delai")
    oublie, envoie = alea.vrai(taux("aps.mineur_oublie")), alea.vrai(taux("aps.s3705"))
    rectifie = alea.vrai(taux("aps.mineur_rectifie"))
    delai, rectifie_le = alea.entier(*intervalle), arrivee.flux + timedelta(days=alea.entier(45, 70))
    if not mineurs or not oublie:
        return tuple(mineurs), ()
    manque = Rattachement(
        mineurs[-1].personne, delai if envoie else None, None, jour_ouvre(rectifie_le) if rectifie else None
    )
    return tuple(mineurs[:-1]), (manque,)


def _vie(
    tirages: Tirages,
    alea: Alea,
    foyer: Foyer,
    titulaire: Personne,
    autre: Personne | None,
    arrivee: _Arrivee,
    mineurs: tuple[Membre, ...],
    oublies: tuple[Rattachement, ...],
) -> VieAps:
    taux = tirages.calibration.taux
    debut = arrivee.delivree
    guichet, rectifiee = alea.vrai(taux("aps.guichet")), alea.vrai(taux("aps.rectifiee"))
    guichet_le = jour_ouvre(arrivee.delivree + timedelta(days=alea.entier(1, 6)))
    rectifiee_le = jour_ouvre(arrivee.flux + timedelta(days=alea.entier(10, 30)))
    duree = int(taux("aps.duree_mois"))
    fin = ajouter_mois(debut, duree) - timedelta(days=1)
    suite = _suite(tirages, foyer.departement, titulaire.id, arrivee, fin)
    return VieAps(
        id=titulaire.id,
        foyer=foyer,
        titulaire=titulaire,
        numero=tirages.registre.aps(alea, foyer.departement, arrivee.delivree),
        departement=foyer.departement,
        entree=arrivee.entree,
        delivree=arrivee.delivree,
        debut=debut,
        fin=fin,
        mineurs=mineurs,
        oublies=oublies,
        conjoint_agdref=autre.agdref if autre else None,
        hebergeur=alea.choix(_ASSOCIATIONS),
        flux_le=arrivee.flux,
        guichet_le=guichet_le if guichet else None,
        debut_rectifie=debut - timedelta(days=alea.entier(1, 2)) if rectifiee else None,
        rectifiee_le=rectifiee_le if rectifiee else None,
        retiree_le=suite.retiree_le,
        expiree_le=suite.expiree_le,
        renouvellement=suite.renouvellement,
    )


def _suite(tirages: Tirages, departement: str, id_: str, arrivee: _Arrivee, fin: date) -> _Suite:
    """An APS is withdrawn, or runs to its term: then it is renewed some days before, or expires."""
    alea, taux = tirages.alea("suite-aps", id_), tirages.calibration.taux
    retiree, le = alea.vrai(taux("aps.retiree")), jour_ouvre(arrivee.flux + timedelta(days=alea.entier(35, 60)))
    renouvelee, avant = alea.vrai(taux("aps.renouvelee")), alea.entier(3, 20)
    if retiree:
        return _Suite(retiree_le=le)
    if not renouvelee:
        return _Suite(expiree_le=fin + timedelta(days=1))
    signe, debut = jour_ouvre(fin - timedelta(days=avant)), fin + timedelta(days=1)
    terme = ajouter_mois(debut, int(taux("aps.duree_mois"))) - timedelta(days=1)
    numero = tirages.registre.aps(alea, departement, signe)
    return _Suite(renouvellement=Renouvellement(numero, signe, debut, terme))
