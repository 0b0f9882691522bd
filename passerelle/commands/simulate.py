"""`passerelle simulate SCENARIO`: the partner feeds, to topics or to files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from passerelle.issue import refuse
from passerelle.options import BrokerOption, LawOption, PartitionsOption, load_law, secret, settings

if TYPE_CHECKING:
    from simulators.dialogue import Canal
    from simulators.simulation import Simulation

NAME = "simulate"


def command(
    scenario: Annotated[str | None, typer.Argument(metavar="[SCENARIO]", help="A name, or a YAML file.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the scenarios that ship.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="To files, with the core in this process; no broker.")
    ] = None,
    households: Annotated[int | None, typer.Option(min=1, help="Another number of households.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed: other lives.")] = None,
    truth: Annotated[
        Path | None, typer.Option("--truth", metavar="FILE", help="Write the truth there; DIR/verite.jsonl with --out.")
    ] = None,
    broker: BrokerOption = None,
    partitions: PartitionsOption = None,
    patience: Annotated[float, typer.Option(help="Seconds to wait for a worker's answer.")] = 120.0,
    law: LawOption = None,
) -> None:
    """Let simulated partners and insured people live a scenario against a broker, or into files.

    Example: passerelle simulate rsa-teleservice --out /tmp/rsa
    """
    if list_:
        _list()
        return
    if scenario is None:
        refuse("which scenario? `passerelle simulate --list` lists those that ship; a path to a YAML file does too.")
    from simulators.lecture import lire
    from simulators.simulation import preparer

    config = settings(broker=broker, partitions=partitions)
    simulation = preparer(lire(scenario), seed, households)
    if out is not None:
        from passerelle.canal_fichiers import CanalFichiers
        from passerelle.coeur import Coeur

        coeur = Coeur(load_law(law), config.partitions, sel=secret())
        with CanalFichiers(coeur, out) as fichiers:
            _live(simulation, fichiers, config.partitions)
            fichiers.dire()
        truth = truth or out / "verite.jsonl"
    else:
        from simulators.publier import CanalKafka
        from streams.admin import check_topics
        from streams.topics import deployment

        check_topics(config.broker, deployment(config.partitions))
        with CanalKafka(config.broker, patience=patience) as kafka:
            _live(simulation, kafka, config.partitions)
    if truth is not None:
        from simulators.verite.tirer import ecrire_verite, tirer_verite

        ecrire_verite(tirer_verite(simulation), truth)


def _live(simulation: "Simulation", canal: "Canal", partitions: int) -> None:
    from passerelle.progress import by_day
    from simulators.dialogue import dialoguer

    debut, fin = simulation.contexte.debut, simulation.contexte.fin
    with by_day(f"{simulation.scenario.nom} (seed {simulation.graine})", debut, fin) as tell:
        dialoguer(simulation.agences, canal, debut, fin, partitions, tell)


def _list() -> None:
    from rich.table import Table

    from passerelle.ecran import ecran
    from simulators.lecture import lire, noms

    table = Table("scenario", "days", "catalogue", "what is lived")
    table.columns[0].overflow = "fold"
    for nom in noms():
        lu = lire(nom)
        table.add_row(nom, f"{lu.debut} – {lu.fin}", " ".join(lu.regles), lu.description)
    ecran().print(table)
