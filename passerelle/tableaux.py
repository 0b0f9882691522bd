"""The figures of a run on a screen."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from passerelle.attribution import ISSUES, Attribution
from passerelle.mesures import Indicateur, Part
from simulators.verite.constat import Ecart

ECARTS_DITS = 20


def attribution(lignes: Sequence[Attribution]) -> Table:
    """Decided, and beside it the truth, by agency, channel and month."""
    table = Table(title="Attribution: decided / truth, as it stands at the end", title_justify="left")
    for titre in ("agency", "channel", "month"):
        table.add_column(titre, no_wrap=True)
    issues = [nom for nom in ISSUES if any(ligne.decide[nom] or ligne.vrai[nom] for ligne in lignes)]
    for titre in ("files", *issues):
        table.add_column(titre, justify="right", no_wrap=True)
    precedent = None
    for ligne in lignes:
        groupe = ligne.agence, ligne.canal
        if precedent not in (None, groupe):
            table.add_section()
        debut = groupe if groupe != precedent else ("", "")
        precedent = groupe
        parts = (_paire(ligne.decide[nom], ligne.vrai[nom]) for nom in issues)
        table.add_row(*debut, ligne.mois, str(sum(ligne.vrai.values())), *parts)
    return table


def _paire(decide: int, vrai: int) -> str:
    if not decide and not vrai:
        return "[dim]·[/dim]"
    return f"{decide}/{vrai}" if decide == vrai else f"[bold red]{decide}/{vrai}[/bold red]"


def indicateurs(lignes: Iterable[Indicateur]) -> Table:
    """The indicators beside the truth."""
    table = Table(title="Indicators: as the messages show them, beside the truth of the lives", title_justify="left")
    for titre in ("", "indicator", "of"):
        table.add_column(titre, no_wrap=True)
    for titre in ("observed", "truth", "recall", "precision"):
        table.add_column(titre, justify="right", no_wrap=True)
    for i in lignes:
        parts = (_part(p) for p in (i.observe, i.verite, i.rappel, i.precision))
        table.add_row(str(i.numero), i.nom, i.groupe, *parts)
    return table


def _part(part: Part | None) -> str:
    if part is None or part.taux is None:
        return "[dim]·[/dim]"
    return f"{part.n}/{part.sur} {part.taux:6.1%}"


def rebuts(causes: Mapping[tuple[str, str], int]) -> Table:
    """What could not be used."""
    table = Table("topic", "cause", "records", title="Dead letters: kept byte for byte", title_justify="left")
    for (topic, cause), nombre in sorted(causes.items()):
        table.add_row(topic, cause, str(nombre))
    return table


def accord(console: Console, personnes: int, ecarts: Sequence[Ecart]) -> None:
    """Whether rights and truth agree; each difference that no fault explains."""
    inexpliques = [ecart for ecart in ecarts if not ecart.touche_par]
    touchees = {ecart.personne for ecart in ecarts} - {ecart.personne for ecart in inexpliques}
    dit = f"Rights in force beside the truth, by person and day: {personnes} persons, "
    if not inexpliques:
        console.print(f"{dit}no disagreement; {len(touchees)} differ as injected faults explain.", highlight=False)
        return
    console.print(
        f"[bold red]{dit}{len(inexpliques)} disagreements that no fault explains:[/bold red]", highlight=False
    )
    for ecart in inexpliques[:ECARTS_DITS]:
        console.print(f"  {ecart}", highlight=False, markup=False)
    if len(inexpliques) > ECARTS_DITS:
        console.print(f"  … and {len(inexpliques) - ECARTS_DITS} more")
