"""Where the time of a call goes: each wrapped function has its own time, without that of those it calls."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from types import ModuleType
from typing import Any


class Chrono:
    """Exclusive seconds by part; what no part claims is under `reste`."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._pile: list[str] = ["reste"]
        self._depuis = perf_counter()

    def part(self, nom: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted under a name."""

        def mesure(*args: Any) -> Any:
            self._passer()
            self._pile.append(nom)
            try:
                rendu = function(*args)
                return list(rendu) if isinstance(rendu, Iterator) else rendu  # what it yields is its own work
            finally:
                self._passer()
                self._pile.pop()

        return mesure

    @contextmanager
    def sur(self, parts: dict[str, tuple[ModuleType, str]]) -> Iterator[None]:
        """Count each of these functions, by module and name, until the end of the block."""
        vraies = {nom: getattr(module, attribut) for nom, (module, attribut) in parts.items()}
        for nom, (module, attribut) in parts.items():
            setattr(module, attribut, self.part(nom, vraies[nom]))
        self._depuis = perf_counter()
        try:
            yield
        finally:
            self._passer()
            for nom, (module, attribut) in parts.items():
                setattr(module, attribut, vraies[nom])

    def _passer(self) -> None:
        now = perf_counter()
        self.parts[self._pile[-1]] = self.parts.get(self._pile[-1], 0.0) + now - self._depuis
        self._depuis = now
