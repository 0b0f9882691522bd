"""A chain on a screen: facts with their three dates, decisions with article and dated values, letters."""

from collections.abc import Callable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agents.personnes import personnes
from contracts.cnam import Fondements, Personne
from contracts.courrier import Notification
from contracts.errors import mask
from contracts.faits import AnyFait
from law.catalogue import CATALOGUE
from law.erreurs import LoiInvalide
from law.loader import Loi
from law.regle import registre
from passerelle.chaine import Chaine
from passerelle.law_cli import import_rules
from passerelle.lectures import Decision

PARAGRAPHE = 80  # characters: shorter ones are greetings and headings
_NOMS_DE_CHAMPS = {"id", "reference", "survenu_le", "enregistre_le", "recu_le"}


def afficher(chaine: Chaine, loi: Loi, console: Console, *, clear: bool = False, only: str | None = None) -> None:
    """Print a chain, numbers of persons masked unless `clear`; `only`: what was decided on one reference."""
    import_rules()
    dire = Text if clear else lambda texte: Text(mask(texte))
    console.print(_personnes(chaine, dire))
    console.print(_faits(chaine.faits, dire))
    decisions = [(dit.id, dit.decision) for dit in chaine.decisions if only in (None, dit.decision.reference)]
    for rang, (ident, decision) in enumerate(decisions, 1):
        titre = f"{rang}. {decision.jour}  {decision.droit} {decision.issue}  {decision.reference}"
        console.print(Panel(_decision(ident, decision, loi, dire), title=titre, title_align="left"))
    for lettre in chaine.lettres:
        if only in (None, lettre.reference):
            console.print(_lettre(lettre, dire))


Dire = Callable[[str], Text]


def _personnes(chaine: Chaine, dire: Dire) -> Table:
    table = Table("person", "born", "sex", "numbers", title="Persons", title_justify="left")
    for p in chaine.personnes:
        numeros = " ".join(n for n in (p.matricule, p.agdref and f"AGDREF {p.agdref}") if n)
        table.add_row(f"{p.prenom} {p.nom}", str(p.naissance), p.sexe, dire(numeros))
    return table


def _faits(faits: Sequence[AnyFait], dire: Dire) -> Table:
    table = Table(
        "fact", "says", "happened", "recorded", "received", title="Facts, as they were received", title_justify="left"
    )
    for fait in faits:
        dates = (str(jour) for jour in (fait.survenu_le, fait.enregistre_le, fait.recu_le))
        table.add_row(type(fait).__name__, Group(Text(fait.reference, style="dim"), dire(_dit(fait))), *dates)
    return table


def _dit(fait: AnyFait) -> str:
    """The plain fields of a fact; its persons by their names."""
    mots = [f"{nom} {valeur}" for nom, valeur in _champs(fait)]
    gens = ", ".join(f"{p.prenom} {p.nom}" for p in personnes(fait))
    return " · ".join([*mots, gens] if gens else mots)


def _champs(fait: AnyFait) -> Iterator[tuple[str, object]]:
    for nom in fait.__struct_fields__:
        valeur = getattr(fait, nom)
        simple = isinstance(valeur, bool) or (not isinstance(valeur, tuple) and not hasattr(valeur, "civil"))
        if nom not in _NOMS_DE_CHAMPS and simple and valeur not in ("", None, False):
            yield nom, valeur


def _decision(ident: str, decision: Decision, loi: Loi, dire: Dire) -> RenderableType:
    lignes = [
        f"for {', '.join(_nom(p) for p in decision.beneficiaires or (decision.titulaire,))}",
        _periode(decision),
        f"decision {ident}, revision {decision.revision}"
        + (f", replaces {decision.remplace}" if decision.remplace else ""),
    ]
    corps = dire("\n".join(ligne for ligne in lignes if ligne))
    return Group(corps, *_fondements(decision.reference, decision.fondements, loi))


def _nom(p: Personne) -> str:
    prix = getattr(p, "prix_mensuel", None)
    return f"{p.prenom} {p.nom}" + (f" ({prix} € a month)" if prix else "")


def _periode(decision: Decision) -> str:
    dits = []
    if decision.debut:
        dits.append(f"from {decision.debut} to {decision.fin or 'no term'}")
    if decision.en_attente:
        dits.append(f"opens when the adhesion form is back, before {decision.echeance}")
    elif decision.echeance:
        dits.append(f"answer awaited until {decision.echeance}")
    if decision.motif:
        dits.append(f"ground: {decision.motif}")
    if decision.gestionnaire:
        gestionnaire = decision.gestionnaire
        dits.append(f"managed by {gestionnaire.type} {gestionnaire.numero or ''}".rstrip())
    return "; ".join(dits)


def _fondements(reference: str, fondements: Fondements, loi: Loi) -> Iterator[RenderableType]:
    table = Table(show_header=False, box=None, padding=(0, 1))
    for ids, phrase in phrases(fondements.regles, reference.partition(":")[0]):
        sources = "; ".join(dict.fromkeys(CATALOGUE[un].source for un in ids))
        table.add_row(Text(" ".join(ids), style="bold"), f"{escape(phrase)}  [dim]{escape(sources)}[/dim]")
    for cite in fondements.parametres:
        try:
            valeur = str(loi.at(cite.nom, cite.depuis).valeur)
        except LoiInvalide:
            valeur = "?"
        table.add_row(
            Text("law", style="bold"),
            f"{cite.nom} = {escape(valeur)} since {cite.depuis}  [dim]{escape(cite.reference)}[/dim]",
        )
    for f in fondements.faits:
        dates = f"happened {f.survenu_le}, recorded {f.enregistre_le}, received {f.recu_le}"
        table.add_row(Text("fact", style="bold"), f"{f.type}  [dim]{dates}[/dim]")
    yield table


def phrases(cites: Sequence[str], nature: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rules that the ids name, each with the sentence it applies; an id alone, with the catalogue's.

    Several rules may apply one id: those of the right's own kind (`rsa`, `aspa` …) speak first.
    """
    restent = dict.fromkeys(cites)
    for regle in sorted(registre(), key=lambda regle: regle.module.rpartition(".")[2] != nature):
        if set(regle.ids) <= set(cites) and restent.keys() & set(regle.ids):
            yield regle.ids, regle.phrase
            for un in regle.ids:
                restent.pop(un, None)
    for un in restent:
        yield (un,), CATALOGUE[un].rule


def _lettre(lettre: Notification, dire: Dire) -> Panel:
    paragraphes = [p for p in lettre.texte.split("\n\n") if len(p) >= PARAGRAPHE and lettre.reference not in p]
    corps = dire(" ".join(paragraphes[0].split()) + " …" if paragraphes else lettre.texte)
    titre = f"{lettre.jour}  {lettre.canal} ({lettre.langue})  {lettre.objet}"
    return Panel(corps, title=titre, title_align="left", border_style="dim")
