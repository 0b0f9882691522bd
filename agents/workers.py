"""The Faust agents: a thin shell that hands the handlers to `streams`, and the only clock there is."""

from datetime import UTC, datetime, timedelta

from agents.assemblage import roles
from contracts.internes import GraceEcoulee, encode
from contracts.topics import CALENDRIER
from contracts.wire import Message
from law.loader import Loi
from streams.agent import attach
from streams.app import FeedApp
from streams.settings import Settings

CHECK = 60.0  # seconds between two looks at the clock


def create(settings: Settings, loi: Loi, sel: str, only: tuple[str, ...] = ()) -> FeedApp:
    """A worker that runs all roles, or only those named."""
    app = FeedApp(settings)
    for role in roles(loi, settings.partitions, settings.feeds, sel):
        if not only or role.nom in only:
            attach(app, role.nom, role.topics, role.handler, state=role.nom if role.etats else None)
    if settings.grace is not None:
        _watch(app, timedelta(hours=settings.grace))
    return app


def _watch(app: FeedApp, grace: timedelta) -> None:
    """Tell the calendar, once a day, that a day has waited long enough; in simulation nobody does."""
    told = None

    async def late() -> None:
        nonlocal told
        jour = (datetime.now(UTC) - grace).date() - timedelta(days=1)
        holds = any(agent.name == "calendrier" and agent.partitions for agent in app.handlers)
        if holds and jour != told:
            await app.outbox.send([Message(CALENDRIER, None, encode(GraceEcoulee(jour)), (), 0)])
            told = jour

    app.timer(CHECK)(late)
