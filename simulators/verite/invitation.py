"""What an invitation should lead to: an answer, an opposition, a second letter, silence (B10, B11, C05)."""

from collections.abc import Callable
from datetime import date

from simulators.verite.attente import Attente
from simulators.verite.modele import Suite
from simulators.vies.dates import ajouter_mois
from simulators.vies.modele import VieAspa, VieRsa


def inviter(
    attente: Attente, vie: VieRsa | VieAspa, suite: Suite, rang: int, jour: date, repondu: Callable[[date], None]
) -> None:
    """The letter of that rank goes out; the person does with it what the person would do."""
    suite.passe("INVITEE", jour)
    reponses = attente.entendre("assures", attente.reactifs.assures.reponse(vie, rang, jour))
    recue = min((p.jour for p in reponses if p.sujets), default=None)
    if recue is not None:

        def lire(le: date) -> None:
            if suite.issue != "INVITEE":
                return
            if vie.conduite.oppose:
                suite.passe("OPPOSEE", le)
            else:
                repondu(le)

        attente.le(recue, lire, 1)
    echeance = ajouter_mois(jour, attente.loi.at("invitation.delai_mois", jour).entier)
    if rang <= attente.loi.at("invitation.relances", jour).entier:

        def relancer(le: date) -> None:
            if suite.issue == "INVITEE":
                inviter(attente, vie, suite, rang + 1, le, repondu)

        attente.le(echeance, relancer, 2)
