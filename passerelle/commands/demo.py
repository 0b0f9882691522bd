"""`passerelle demo`: everything at once, then what came of it."""

import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from passerelle.issue import FINDINGS, OK
from passerelle.options import LawOption, PartitionsOption, load_law, settings

if TYPE_CHECKING:
    from rich.console import Console

    from law.loader import Loi
    from passerelle.demo import Demo

WIDTH = 130  # what the tables need: a narrower terminal folds their lines, and cuts nothing
NAME = "demo"
NEXT = """Where to go next
  passerelle demo --record demo.journal           the same, with all topics kept in a journal; then, without a broker:
  passerelle trace NUMBER --journal demo.journal  any household's chain, from fact to letter
  passerelle replay demo.journal --out DIR        the same decisions again, or those of another law (--law)
  passerelle simulate --list                      scenarios that show one rule each
  passerelle decide < messages.jsonl              your own messages, without a broker
  passerelle law coverage                         which statements of the law are applied, and by which rule
  passerelle contracts show                       what travels, field by field
  docker compose up                               the same on Apache Kafka, with two workers"""


def command(
    households: Annotated[int | None, typer.Option(min=1, help="How many households; else the scenario's.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed: other lives.")] = None,
    scenario: Annotated[str, typer.Option(help="A scenario's name, or a YAML file.")] = "mixte",
    record: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep all topics in a journal.")] = None,
    partitions: PartitionsOption = None,
    law: LawOption = None,
) -> None:
    """Live six months of 2,000 households through real agents on an embedded broker, and hold it to the truth.

    Exit 2 when a right disagrees with the truth and no injected fault explains it.

    Example: passerelle demo --households 500
    """
    signal.signal(signal.SIGTERM, _interrupt)
    started = time.monotonic()
    from rich.console import Console

    from passerelle.demo import live, partitions_for
    from passerelle.progress import by_day
    from simulators.lecture import lire
    from simulators.simulation import preparer

    loi = load_law(law)
    said, read = Console(stderr=True), lire(scenario)
    lived = households or (read.population.foyers if read.population else 1)
    config = settings(partitions=partitions or partitions_for(lived))
    title = f"{read.nom}, seed {read.graine if seed is None else seed}"
    with by_day(title, read.debut, read.fin) as tell:
        demo = live(lambda: preparer(read, seed, households), loi, config, tell, record)
    _report(Console(width=max(Console().width, WIDTH)), demo, loi)
    said.print(f"{time.monotonic() - started:.0f} seconds in all.", highlight=False)
    raise typer.Exit(FINDINGS if demo.desaccords else OK)


def _report(console: "Console", demo: "Demo", loi: "Loi") -> None:
    from passerelle import tableaux
    from passerelle.attribution import attributions
    from passerelle.chaine import chaine
    from passerelle.chaine_texte import afficher
    from passerelle.demo import exemple
    from passerelle.indicateurs import indicateurs

    reference = exemple(demo)
    trouvee = chaine(demo.lectures, reference) if reference else None
    if trouvee:
        console.rule("One household's chain, from fact to letter")
        afficher(trouvee, loi, console)
    console.rule("What became of every file")
    console.print(tableaux.attribution(attributions(demo.lectures, demo.verite)))
    console.print(tableaux.indicateurs(indicateurs(demo.lectures, demo.verite)))
    if demo.rebuts:
        console.print(tableaux.rebuts(demo.rebuts))
    tableaux.accord(console, len(demo.verite.personnes), demo.ecarts)
    console.print(f"\n{NEXT}", highlight=False, markup=False)


def _interrupt(*_: object) -> None:
    """SIGTERM ends it as Ctrl-C does: with its children."""
    raise KeyboardInterrupt
