"""How a rule declares which statements of the catalogue it applies, and when it is in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, ParamSpec, Protocol, TypeVar, cast, get_args

from law.catalogue import CATALOGUE
from law.erreurs import suggestion

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)

#: The date that picks the law: of the request, of the decision, of the effect, or of the event itself.
Pivot = Literal["demande", "decision", "effet", "evenement"]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a rule says about itself."""

    ids: tuple[str, ...]
    fonction: str
    module: str
    phrase: str
    depuis: date
    jusqua: date | None
    pivot: Pivot


class Regle(Protocol[P, R_co]):
    """A rule: the very function that was declared, with its catalogue ids."""

    ids: tuple[str, ...]
    depuis: date
    jusqua: date | None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Apply the rule."""
        ...


_REGISTRE: dict[tuple[str, str], Declaration] = {}


def regle(
    *ids: str, depuis: date, pivot: Pivot, jusqua: date | None = None
) -> Callable[[Callable[P, R_co]], Regle[P, R_co]]:
    """Declare a rule; the function is left as it is, so a declared rule costs nothing more to call."""
    _verifier(ids, depuis, jusqua, pivot)

    def declare(function: Callable[P, R_co]) -> Regle[P, R_co]:
        name, module = function.__qualname__, function.__module__
        sentence = (function.__doc__ or "").strip().split("\n")[0]
        if not sentence:
            raise ValueError(f"{module}.{name}: a rule's docstring says the sentence of law it applies; write it")
        _REGISTRE[module, name] = Declaration(ids, name, module, sentence, depuis, jusqua, pivot)
        rule = cast(Regle[P, R_co], function)
        rule.ids, rule.depuis, rule.jusqua = ids, depuis, jusqua
        return rule

    return declare


def registre() -> list[Declaration]:
    """The rules declared by the modules imported so far, by module and name."""
    return [_REGISTRE[key] for key in sorted(_REGISTRE)]


def _verifier(ids: tuple[str, ...], depuis: date, jusqua: date | None, pivot: str) -> None:
    if not ids:
        raise ValueError("a rule names at least one catalogue id")
    for identifier in ids:
        if identifier not in CATALOGUE:
            hint = suggestion(identifier, CATALOGUE)
            raise ValueError(f"unknown catalogue id {identifier!r}{hint}: see law/regles.csv")
    if jusqua and jusqua < depuis:
        raise ValueError(f"{ids[0]}: in force from {depuis} to {jusqua}; put depuis before jusqua")
    if pivot not in get_args(Pivot):
        raise ValueError(f"{ids[0]}: unknown pivot {pivot!r}; use one of {', '.join(get_args(Pivot))}")
