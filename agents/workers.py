"""The Faust agents: a thin shell that hands the handlers to `streams`."""

from agents.assemblage import roles
from law.loader import Loi
from streams.agent import attach
from streams.app import FeedApp
from streams.settings import Settings


def create(settings: Settings, loi: Loi, sel: str, only: tuple[str, ...] = ()) -> FeedApp:
    """A worker that runs all roles, or only those named."""
    app = FeedApp(settings)
    for role in roles(loi, settings.partitions, settings.feeds, sel):
        if not only or role.nom in only:
            attach(app, role.nom, role.topics, role.handler, state=role.nom if role.etats else None)
    return app
