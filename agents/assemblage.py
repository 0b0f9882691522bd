"""The handlers of the system, and the topics that each of them reads: what every driver runs."""

from typing import NamedTuple

from agents.calendrier import Calendrier
from agents.dossier.batch import Dossiers
from agents.intake.batch import Intake
from agents.noeuds import Noeuds
from contracts.pseudonyme import SEL_PUBLIC
from contracts.topics import CALENDRIER, DOSSIERS_FAITS, partner_topics
from contracts.wire import Handler
from law.loader import Loi


class Role(NamedTuple):
    """One handler at work: its name, its topics, and whether it keeps states."""

    nom: str
    topics: tuple[str, ...]
    handler: Handler
    etats: bool


def roles(loi: Loi, partitions: int, flux: tuple[str, ...] = (), sel: str = SEL_PUBLIC) -> tuple[Role, ...]:
    """Intake, calendar, dossiers. `flux`: the feeds that close days (all partner topics by default)."""
    noeuds = Noeuds(sel)
    partenaires = tuple(topic.name for topic in partner_topics())
    return (
        Role("intake", partenaires, Intake(noeuds), False),
        Role("calendrier", (CALENDRIER,), Calendrier(flux or partenaires, partitions), True),
        Role("dossiers", (DOSSIERS_FAITS,), Dossiers(loi, noeuds), True),
    )
