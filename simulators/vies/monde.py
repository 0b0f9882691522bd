"""Everything that happens in a mixed population: so many households of each kind, and what they already hold."""

from collections.abc import Mapping
from datetime import date, timedelta

from simulators.lieux import RUSSIE, UKRAINE
from simulators.personnes import Foyer
from simulators.population import foyer_rapatrie
from simulators.tirages import Tirages
from simulators.vies.aps import PREMIERE_APS, vies_aps
from simulators.vies.aspa import vie_aspa
from simulators.vies.dates import ajouter_mois
from simulators.vies.modele import Couverture, Monde, VieRapatrie, VieRsa
from simulators.vies.rsa import vie_rsa

NATURES = ("rsa", "aspa", "aps", "rapatries")


def repartir(foyers: int, parts: Mapping[str, float]) -> dict[str, int]:
    """How many households of each kind; rounding goes to the first one."""
    total = sum(parts.values())
    nombres = {nature: int(foyers * parts.get(nature, 0) / total) for nature in NATURES}
    nombres["rsa"] += foyers - sum(nombres.values())
    return nombres


def monde_mixte(tirages: Tirages, fin: date, foyers: int, parts: Mapping[str, float]) -> Monde:
    """The lives of so many households, each drawn from its own streams."""
    nombres = repartir(foyers, parts)
    taux = tirages.calibration.taux
    rsa = tuple(vie_rsa(tirages, f"R{n:05d}", fin) for n in range(nombres["rsa"]))
    couvertures = [c for vie in rsa for c in _couvertures_rsa(tirages, vie)]
    aspa = []
    for n in range(nombres["aspa"]):
        couvert = tirages.alea("aspa-couvert", n).vrai(taux("aspa.deja_c2s"))
        aspa.append(vie_aspa(tirages, f"A{n:05d}", fin, deja_c2s=couvert))
        couvertures.append(couverture(tirages, aspa[-1].foyer, c2s=couvert, participation=True))
    aps = tuple(vie for n in range(nombres["aps"]) for vie in vies_aps(tirages, f"U{n:05d}", fin))
    rapatries = tuple(vie_rapatrie(tirages, f"F{n:05d}", fin) for n in range(nombres["rapatries"]))
    return Monde(tirages.debut, fin, tuple(couvertures), rsa, tuple(aspa), aps, rapatries)


def _couvertures_rsa(tirages: Tirages, vie: VieRsa) -> tuple[Couverture, ...]:
    """The household's PUMa and perhaps its C2S; a relative under the same roof has a file of his own."""
    alea, taux = tirages.alea("rsa-couvert", vie.id), tirages.calibration.taux
    couvert, sans_puma = alea.vrai(taux("rsa.deja_c2s")), alea.vrai(taux("rsa.sans_puma"))
    if sans_puma and not vie.mouvements and not vie.hors_rsa:
        return ()
    autres = [m.personne for m in vie.foyer.membres if m.lien == "AUTRE"]
    depuis = _puma_depuis(tirages, vie.id)
    seuls = tuple(Couverture(p.id, vie.foyer.departement, (p,), max(depuis, p.naissance)) for p in autres)
    return (couverture(tirages, vie.foyer, c2s=couvert), *seuls)


def couverture(tirages: Tirages, foyer: Foyer, *, c2s: bool, participation: bool = False) -> Couverture:
    """What a household holds on the first day; its C2S ends after the demo period, whenever it started."""
    alea = tirages.alea("couverture", foyer.id)
    membres = tuple(m.personne for m in foyer.membres if m.lien != "AUTRE")
    depuis = _puma_depuis(tirages, foyer.id)
    debut = ajouter_mois(tirages.debut, -alea.entier(1, 5)).replace(day=1)
    if not c2s:
        return Couverture(foyer.id, foyer.departement, membres, depuis)
    return Couverture(foyer.id, foyer.departement, membres, depuis, debut, ajouter_mois(debut, 12), participation)


def _puma_depuis(tirages: Tirages, id_: str) -> date:
    return tirages.alea("puma", id_).jour(date(2016, 1, 1), date(2020, 12, 31))


def vie_rapatrie(tirages: Tirages, id_: str, fin: date) -> VieRapatrie:
    """A repatriate arrives in March or later (F05)."""
    alea = tirages.alea("vie-rapatrie", id_)
    foyer = foyer_rapatrie(tirages, id_)
    arrivee = alea.jour(max(PREMIERE_APS, tirages.debut), max(PREMIERE_APS, fin - timedelta(days=20)))
    pays = UKRAINE if alea.vrai(0.7) else RUSSIE
    return VieRapatrie(id_, foyer, arrivee, pays, arrivee + timedelta(days=alea.entier(1, 6)))
