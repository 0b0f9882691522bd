"""Reads scenario files; what is wrong in one is told by file, line, key, and what was probably meant."""

from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulators.calibration import fichier as calibration
from simulators.fautes import NOMS
from simulators.scenario import DOSSIER, Scenario

Chemin = tuple[str | int, ...]


class ScenarioInvalide(Exception):
    """A scenario that cannot be lived; the text says where and how to mend it."""


def noms() -> list[str]:
    """The scenarios that ship, sorted."""
    return sorted(fichier.stem for fichier in DOSSIER.glob("*.yaml"))


def lire(nom: str) -> Scenario:
    """A shipped scenario by name, or any file by its path."""
    fichier = Path(nom) if nom.endswith((".yaml", ".yml")) else DOSSIER / f"{nom}.yaml"
    if not fichier.is_file():
        proche = _proche(nom, noms())
        raise ScenarioInvalide(
            f"no scenario {nom!r}{proche}: see `passerelle simulate --list`, or give the path of a YAML file"
        )
    return lire_texte(fichier.read_text(encoding="utf-8"), str(fichier))


def lire_texte(texte: str, fichier: str) -> Scenario:
    """A scenario from its text; `fichier` is only named in what is said of it."""
    try:
        arbre = yaml.compose(texte, Loader=yaml.SafeLoader)
        brut = yaml.safe_load(texte)
    except yaml.YAMLError as erreur:
        mark = getattr(erreur, "problem_mark", None)
        ligne = mark.line + 1 if mark else 1
        raise ScenarioInvalide(f"{fichier}:{ligne}: not YAML: {getattr(erreur, 'problem', erreur)}") from None
    if not isinstance(brut, dict) or arbre is None:
        raise ScenarioInvalide(f"{fichier}:1: a scenario is a mapping of keys (nom, description, debut, fin …)")
    try:
        scenario = Scenario.model_validate(brut)
    except ValidationError as erreur:
        details = erreur.errors(include_url=False)
        raise ScenarioInvalide("\n".join(_dire(d, arbre, fichier) for d in details)) from None
    _verifier_noms(scenario, arbre, fichier)
    return scenario


def _verifier_noms(scenario: Scenario, arbre: yaml.Node, fichier: str) -> None:
    """Faults and rates are known by name; a period does not end before it starts."""
    dits: list[tuple[Chemin, str, tuple[str, ...]]] = [
        (("calibration", nom), nom, tuple(calibration())) for nom in scenario.calibration
    ]
    dits += [(("fautes", agence, nom), nom, NOMS) for agence, taux in scenario.fautes.items() for nom in taux]
    fautes = [
        f"{fichier}:{_ligne(arbre, chemin)}: unknown {chemin[0]} {nom!r}{_proche(nom, connus)}"
        for chemin, nom, connus in dits
        if nom not in connus
    ]
    ids = [declaree.vie.id for declaree in scenario.vies]
    fautes += [
        f"{fichier}:{_ligne(arbre, ('vies', rang))}: vies.{rang}: a life called {id_!r} is told twice"
        for rang, id_ in enumerate(ids)
        if id_ in ids[:rang]
    ]
    if scenario.fin < scenario.debut:
        fautes.append(f"{fichier}:{_ligne(arbre, ('fin',))}: the period ends before it starts ({scenario.debut})")
    if fautes:
        raise ScenarioInvalide("\n".join(fautes))


def _dire(detail: ErrorDetails, arbre: yaml.Node, fichier: str) -> str:
    chemin = tuple(detail["loc"])
    ou = f"{fichier}:{_ligne(arbre, chemin)}"
    if detail["type"] == "extra_forbidden":
        cle, parent = str(chemin[-1]), chemin[:-1]
        connues = _cles(Scenario, parent)
        return f"{ou}: unknown key {cle!r}{_dans(parent)}{_proche(cle, connues)}; known keys: {', '.join(connues)}"
    if detail["type"] == "missing":
        return f"{ou}: {chemin[-1]!r} is missing{_dans(chemin[:-1])}"
    return f"{ou}: {_nom(chemin)}: {detail['msg'].removeprefix('Value error, ')}"


def _nom(chemin: Chemin) -> str:
    return ".".join(str(partie) for partie in chemin) or "the scenario"


def _dans(chemin: Chemin) -> str:
    return f" in {_nom(chemin)}" if chemin else ""


def _proche(mot: str, connus: list[str] | tuple[str, ...]) -> str:
    proches = get_close_matches(mot, connus, n=1, cutoff=0.5)
    return f"; did you mean {proches[0]!r}?" if proches else ""


def _ligne(noeud: yaml.Node, chemin: Chemin) -> int:
    """The line of the deepest part of a path that the file holds: of its key in a mapping, of the item in a list."""
    ligne = noeud.start_mark.line
    for partie in chemin:
        suivant = _descendre(noeud, partie)
        if suivant is None:
            break
        ligne, noeud = suivant
    return int(ligne) + 1


def _descendre(noeud: yaml.Node, partie: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(noeud, yaml.MappingNode):
        trouve = next(((cle, valeur) for cle, valeur in noeud.value if cle.value == str(partie)), None)
        return (trouve[0].start_mark.line, trouve[1]) if trouve else None
    if isinstance(noeud, yaml.SequenceNode) and isinstance(partie, int) and partie < len(noeud.value):
        return noeud.value[partie].start_mark.line, noeud.value[partie]
    return None


def _cles(modele: type[BaseModel], chemin: Chemin) -> list[str]:
    """The keys that a scenario knows at a path."""
    courant: Any = modele
    for partie in chemin:
        if isinstance(courant, type) and issubclass(courant, BaseModel) and partie in courant.model_fields:
            courant = _modele(courant.model_fields[str(partie)].annotation)
    return list(courant.model_fields) if isinstance(courant, type) and issubclass(courant, BaseModel) else []


def _modele(annotation: Any) -> Any:
    """The model inside `Model | None`, `tuple[Model, ...]`, `Annotated[…]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Union, UnionType, tuple, Annotated, list}:
        candidats = (_modele(interieur) for interieur in get_args(annotation))
        return next((c for c in candidats if isinstance(c, type) and issubclass(c, BaseModel)), annotation)
    return annotation
