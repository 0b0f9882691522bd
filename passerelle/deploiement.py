"""The topics of one deployment: the catalogue's, and the changelogs behind the states of the agents."""

from agents.assemblage import roles
from law.loader import Loi
from streams.settings import Settings
from streams.states import changelog_name
from streams.topics import Topic, changelog, deployment


def topics(settings: Settings, loi: Loi) -> list[Topic]:
    """All that a broker must hold before a worker starts."""
    catalogue = deployment(settings.partitions)
    by_name = {topic.name: topic for topic in catalogue}
    return catalogue + [
        changelog(changelog_name(settings.app_id, role.nom), by_name[role.topics[0]])
        for role in roles(loi, settings.partitions)
        if role.etats
    ]
