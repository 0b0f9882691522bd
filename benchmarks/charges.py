"""What the benchmarks handle: synthetic households on RSA, and the recorded facts of a simulated population."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from agents.dossier.batch import Dossiers
from agents.noeuds import Noeuds
from contracts.faits import AnyFait, Canal, DemandeRsa, DroitRsa, Membre, Personne, Reprise
from contracts.internes import encode
from contracts.topics import DOSSIERS_FAITS, all_topics
from contracts.wire import Message, Record
from law.loader import Loi
from passerelle.coeur import Coeur
from simulators.dialogue import dialoguer
from simulators.lecture import lire
from simulators.simulation import preparer
from streams.local import Local, Route

DEBUT = date(2022, 2, 1)


def foyers_rsa(foyers: int, loi: Loi) -> list[Record]:
    """Three persons a household: rights taken over, a demande of RSA, its droit; and all that they forward."""
    noeuds = Noeuds()
    route = Route((DOSSIERS_FAITS,), Dossiers(loi, noeuds), stateful=True)
    local = Local({"dossiers": route}, {topic.name: 1 for topic in all_topics()})
    vies = [vie(rang, noeuds) for rang in range(foyers)]
    for vague in zip(*vies, strict=True):
        local.feed(Message(DOSSIERS_FAITS, noeuds.ancre(fait.reference).encode(), encode(fait)) for fait in vague)
    return local.log(DOSSIERS_FAITS)


def population(scenario: str, foyers: int, loi: Loi) -> list[Record]:
    """The facts, links and ticks that a scenario of the simulators leads to, on one partition."""
    simulation, coeur = preparer(lire(scenario), None, foyers), Coeur(loi)
    contexte = simulation.contexte
    dialoguer(simulation.agences, _Canal(coeur), contexte.debut, contexte.fin, coeur.partitions)
    return coeur.local.log(DOSSIERS_FAITS)


class _Canal:
    """What the simulators speak to: the core in this process."""

    def __init__(self, coeur: Coeur) -> None:
        self.publier, self.coeur = coeur.publier, coeur

    def sorties(self, jour: date) -> Iterable[Record]:
        return self.coeur.sorties(jour)


def vie(rang: int, noeuds: Noeuds) -> Sequence[AnyFait]:
    """The facts of one household: rights taken over, a demande of RSA, its droit."""
    un, deux, enfant = (
        Personne(f"c{rang:08d}{n}", "MARTIN DURAND", "Prénom", naissance, "F", f"2{85 + n}0575{rang:06d}")
        for n, naissance in enumerate((date(1985, 5, 5), date(1983, 1, 1), date(2012, 9, 9)))
    )
    foyer = (
        Membre(un, "DEMANDEUR", "", "751"),
        Membre(deux, "CONJOINT", "", "751"),
        Membre(enfant, "ENFANT", "FISCALE", "751"),
    )
    reference, compte = f"rsa:CAF-751:{rang:011d}", f"allocataire:CAF-751:{rang:07d}"
    debut, le = date(2022, 1, 1), DEBUT + timedelta(days=rang % 20)
    ouvert = le + timedelta(days=9)
    canal: Canal = "TELESERVICE" if rang % 5 else "PAPIER"
    reprise, adresse = f"reprise:{noeuds.personne(un)}", "12 rue de la Paix, 75002 Paris"
    return (
        Reprise(f"rep{rang:013d}", reprise, debut, debut, debut, un, (deux, enfant), date(2010, 1, 1)),
        DemandeRsa(
            f"dem{rang:013d}", reference, le, le, le, canal, le, "NON_EXPRIMEE", foyer, "75500017", adresse, False
        ),
        DroitRsa(f"dro{rang:013d}", reference, ouvert, ouvert, ouvert, compte, ouvert, ouvert.replace(day=1), foyer),
    )
