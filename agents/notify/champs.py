"""What a letter says of a case, in words: every field that a template may name."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Invitee, Refusee
from agents.notify.load import MOTS
from agents.notify.mots import caisse, date_courte, date_longue, euros, gestionnaire, liste, motif
from contracts.faits import Personne

#: The monthly price of each person of the case who pays one.
Prix = Mapping[Personne, str]

_UN_JOUR = timedelta(days=1)


class Champs(dict[str, str]):
    """The fields of the letters about a case, each put in words when a template first names it."""

    def __init__(self, cas: Cas, prix: Prix, langue: str) -> None:
        super().__init__()
        self.cas, self.prix, self.langue = cas, prix, langue

    def __missing__(self, nom: str) -> str:
        texte = self[nom] = _CHAMPS[nom](self)
        return texte


def champs(cas: Cas, prix: Prix, langue: str) -> Champs:
    """The fields of the letters about a case in one language."""
    return Champs(cas, prix, langue)


def _debut(c: Champs) -> date | None:
    return c.cas.phase.debut if isinstance(c.cas.phase, Accordee) else None


def _dernier_jour(c: Champs) -> date | None:
    return c.cas.phase.fin - _UN_JOUR if isinstance(c.cas.phase, Accordee) and c.cas.phase.fin else None


def _limite(c: Champs) -> date | None:
    return c.cas.phase.echeance if isinstance(c.cas.phase, (EnAttente, Invitee)) else None


def _invitation(c: Champs) -> str:
    return f"{c.cas.reference}#{c.cas.phase.rang}" if isinstance(c.cas.phase, Invitee) else ""


def _motif(c: Champs) -> str:
    return motif(c.cas.phase.motif if isinstance(c.cas.phase, (Refusee, Eteinte)) else "", c.langue)


def _enfant(c: Champs) -> str:
    return _nom(c.cas.membres[0]) if c.cas.membres else ""


def _prix(c: Champs) -> str:
    return euros(sum(map(Decimal, c.prix.values()), Decimal())) if c.prix else ""


def _beneficiaires(c: Champs) -> str:
    """Each person, with the price of those who pay one."""
    if not c.prix:
        return liste(map(_nom, c.cas.membres))
    par_mois = MOTS[c.langue]["par_mois"]
    return liste(par_mois.replace("$nom", _nom(p)).replace("$prix", euros(Decimal(c.prix[p]))) for p in c.cas.membres)


def _nom(personne: Personne) -> str:
    return f"{personne.prenom} {personne.nom}"


def _longue(jour: date | None, langue: str) -> str:
    return date_longue(jour, langue) if jour else ""


def _courte(jour: date | None, langue: str) -> str:
    return date_courte(jour, langue) if jour else ""


_CHAMPS: dict[str, Callable[[Champs], str]] = {
    "caisse": lambda c: caisse(c.cas.origine.caisse),
    "prenom": lambda c: c.cas.titulaire.prenom,
    "nom": lambda c: c.cas.titulaire.nom,
    "jour": lambda c: date_longue(c.cas.phase.jour, c.langue),
    "reference": lambda c: c.cas.reference,
    "gestionnaire": lambda c: gestionnaire(c.cas.gestionnaire, c.langue),
    "beneficiaires": _beneficiaires,
    "enfant": _enfant,
    "prix": _prix,
    "debut": lambda c: _longue(_debut(c), c.langue),
    "debut_court": lambda c: _courte(_debut(c), c.langue),
    "dernier_jour": lambda c: _longue(_dernier_jour(c), c.langue),
    "date_limite": lambda c: _longue(_limite(c), c.langue),
    "date_limite_court": lambda c: _courte(_limite(c), c.langue),
    "id_invitation": _invitation,
    "motif": _motif,
}
