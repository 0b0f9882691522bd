"""`passerelle law`: what a parameter is worth on a date, and what of the catalogue is applied."""

import importlib
import json
import pkgutil
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from law.coverage import bilan, couverture, en_json
from law.erreurs import LoiInvalide
from law.loader import Loi, load
from law.parametre import Fin, Parametre
from law.regle import registre
from law.valeur import Valeur

app = typer.Typer(
    name="law",
    help="The law in force: dated parameters, and which statements of the catalogue are applied.",
    no_args_is_help=True,
)


class Format(StrEnum):
    """How data are printed."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


@app.callback()
def main(
    ctx: typer.Context,
    law: Annotated[
        Path | None,
        typer.Option("--law", envvar="PASSERELLE_LAW", help="Another law folder (periode.yaml and parametres/)."),
    ] = None,
) -> None:
    """Dated parameters of the law, and which statements of the catalogue are applied."""
    ctx.obj = law


@app.command()
def show(
    ctx: typer.Context,
    nom: Annotated[str, typer.Argument(metavar="NAME", help="A parameter, as `law list` prints it.")],
    on: Annotated[
        datetime | None, typer.Option("--on", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], help="Its value on that day.")
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Show what a parameter is worth on a date; without a date, all its values.

    Example: passerelle law show c2s.plafonds.metropole.sans_participation --on 2022-08-01
    """
    loi = _load(ctx)
    try:
        parametre = loi.parametre(nom)
        valeurs = (loi.at(nom, on.date()),) if on else parametre.valeurs
    except LoiInvalide as error:
        _refuse(error)
    if output is Format.JSON:
        _print_json(_parametre(parametre) | {"valeurs": [_valeur(valeur) for valeur in valeurs]})
        return
    table = Table("depuis", "valeur", "référence", "publié le", "état", title=f"{nom} ({parametre.unite})")
    for valeur in valeurs:
        if isinstance(valeur, Fin):
            table.add_row(str(valeur.depuis), "-", valeur.raison, "", "fin")
        else:
            published = str(valeur.publie_le or "?")
            table.add_row(str(valeur.depuis), _texte(valeur), valeur.reference, published, valeur.etat)
    console = Console()
    console.print(parametre.description, highlight=False, markup=False)
    console.print(table)


@app.command("list")
def list_(ctx: typer.Context, output: FormatOption = Format.TABLE) -> None:
    """List the parameters.

    Example: passerelle law list --format json
    """
    loi = _load(ctx)
    parametres = [loi.parametre(nom) for nom in loi.noms()]
    if output is Format.JSON:
        _print_json([_parametre(parametre) for parametre in parametres])
        return
    table = Table("name", "unit", "catalogue", "description", title=f"law {loi.digest.hex()}")
    for parametre in parametres:
        table.add_row(parametre.nom, parametre.unite, " ".join(parametre.catalogue), parametre.description)
    Console().print(table)


@app.command()
def coverage(
    ctx: typer.Context,
    section: Annotated[str, typer.Option(help="Only ids that begin so: B, C, D…")] = "",
    output: FormatOption = Format.TABLE,
) -> None:
    """Say which catalogue ids are applied by which rule or parameter, and which by none.

    Example: passerelle law coverage --section F
    """
    loi = _load(ctx)
    import_rules()
    lignes = [x for x in couverture(registre(), loi.parametres.values()) if x.entree.id.startswith(section)]
    if output is Format.JSON:
        _print_json(en_json(lignes))
        return
    table = Table("id", "statement", "applied by")
    for ligne in lignes:
        rules = [f"{x.module.removeprefix('agents.')}.{x.fonction}" for x in ligne.regles]
        table.add_row(ligne.entree.id, ligne.entree.rule, "\n".join([*rules, *ligne.parametres]) or "-")
    console = Console()
    console.print(table)
    totals = Table("section", "by a rule", "by a parameter only", "by none")
    for name, counts in bilan(lignes).items():
        totals.add_row(name, *(str(counts[key]) for key in ("regle", "parametre", "aucun")))
    console.print(totals)


def import_rules(package: str = "agents.rules") -> None:
    """Import every rule module: rules declare themselves at import."""
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, prefix=f"{package}."):
        importlib.import_module(module.name)


def _load(ctx: typer.Context) -> Loi:
    folder = ctx.obj
    try:
        return load(folder if isinstance(folder, Path) else None)
    except LoiInvalide as error:
        _refuse(error)


def _refuse(error: LoiInvalide) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(1)


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _parametre(parametre: Parametre) -> dict[str, object]:
    return {
        "nom": parametre.nom,
        "description": parametre.description,
        "unite": parametre.unite,
        "catalogue": list(parametre.catalogue),
    }


def _valeur(valeur: Valeur | Fin) -> dict[str, object]:
    if isinstance(valeur, Fin):
        return {"depuis": valeur.depuis.isoformat(), "valeur": None, "raison": valeur.raison}
    return {
        "depuis": valeur.depuis.isoformat(),
        "valeur": _json(valeur),
        "reference": valeur.reference,
        "publie_le": valeur.publie_le.isoformat() if valeur.publie_le else None,
        "etat": valeur.etat,
    }


def _json(valeur: Valeur) -> object:
    value = valeur.valeur
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return {k: str(v) for k, v in valeur.table.items()} if hasattr(value, "items") else str(value)


def _texte(valeur: Valeur) -> str:
    value = _json(valeur)
    if isinstance(value, dict):
        return "\n".join(f"{k}: {v}" for k, v in value.items())
    return value if isinstance(value, str) else json.dumps(value)
