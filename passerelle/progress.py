"""Progress by day, on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def by_day(title: str, debut: date, fin: date) -> Iterator[Callable[[date, int, int], None]]:
    """A bar of days; yields what to tell it: the day, what was sent, what came back."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[day]}  {task.fields[sent]} sent, {task.fields[heard]} answers"),
        TimeElapsedColumn(),
    )
    totals = [0, 0]
    with Progress(*columns, console=Console(stderr=True)) as progress:
        days = (fin - debut).days + 1
        task = progress.add_task(title, total=days, day=str(debut), sent=0, heard=0)

        def tell(day: date, sent: int, heard: int) -> None:
            totals[0] += sent
            totals[1] += heard
            progress.update(task, advance=1, day=str(day), sent=totals[0], heard=totals[1])

        yield tell
