"""`passerelle trace IDENTIFIER`: one household's chain."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from passerelle.issue import refuse
from passerelle.options import BrokerOption, LawOption, PartitionsOption, load_law, settings

if TYPE_CHECKING:
    from passerelle.lectures import Lectures

NAME = "trace"


def command(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="IDENTIFIER", help="NIR or NIA, AGDREF number, number of a demande or an APS, reference."
        ),
    ],
    journal: Annotated[
        list[Path] | None, typer.Option("--journal", metavar="FILE", help="Read there; repeatable.")
    ] = None,
    broker: BrokerOption = None,
    partitions: PartitionsOption = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Print the numbers of persons instead of masking them.")
    ] = False,
    law: LawOption = None,
) -> None:
    """Print a household's chain: facts with their three dates, decisions with article and dated values, letters.

    Example: passerelle trace "1 84 05 31 555 123" --journal today.journal
    """
    loi = load_law(law)
    from passerelle.chaine import chaine
    from passerelle.chaine_texte import afficher
    from passerelle.ecran import ecran

    lectures = _from_journals(journal) if journal else _from_broker(broker, partitions)
    trouvee = chaine(lectures, identifier)
    if trouvee is None:
        refuse(
            f"nothing is known under that identifier, among {len(lectures.faits)} facts. It is a NIR or NIA (13 or 15 "
            "characters), an AGDREF number, the number of a demande or an APS, or a whole reference."
        )
    afficher(trouvee, loi, ecran(), clear=clear)


def _from_journals(paths: list[Path]) -> "Lectures":
    from passerelle.lectures import TOPICS, Lectures
    from streams.journal import Journal

    lectures = Lectures()
    for path in paths:
        if not path.is_file():
            refuse(f"{path}: there is no such journal. `passerelle record --out {path}` writes one.")
        lectures.prendre(record for record in Journal(path).records() if record.topic in TOPICS)
    return lectures


def _from_broker(broker: str | None, partitions: int | None) -> "Lectures":
    from passerelle.lectures import TOPICS, Lectures
    from streams.snapshot import snapshot
    from streams.topics import deployment

    config = settings(broker=broker, partitions=partitions)
    lectures = Lectures()
    wanted = [topic for topic in deployment(config.partitions) if topic.name in TOPICS]
    lectures.prendre(snapshot(config.broker, wanted, whole=False))
    return lectures
