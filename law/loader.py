"""The law loaded: what each parameter is worth on a date."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from law.couverture import Periode, lire_periode, verifier
from law.erreurs import Lieu, LoiIncomplete, LoiInvalide, ParametreInconnu, suggestion
from law.parametre import Fin, Parametre, lire_parametre
from law.valeur import Valeur

DOSSIER = Path(__file__).parent

# Days asked about are few (requests, decisions, effects of some years); the bound only stops a flood of odd dates.
_CACHE_MAX = 200_000


class Loi:
    """The law in force, by parameter and date; immutable."""

    def __init__(self, dossier: Path, periode: Periode, parametres: Iterable[Parametre]) -> None:
        self.dossier = dossier
        self.periode = periode
        self.parametres = {parametre.nom: parametre for parametre in parametres}
        self.digest = _digest(self.parametres.values())
        self._depuis = {nom: [v.depuis for v in parametre.valeurs] for nom, parametre in self.parametres.items()}
        self._cache: dict[tuple[str, date], Valeur] = {}

    def at(self, nom: str, on: date) -> Valeur:
        """What the parameter is worth on that day."""
        try:
            return self._cache[nom, on]
        except KeyError:
            return self._chercher(nom, on)

    def noms(self) -> list[str]:
        """All parameters, sorted."""
        return sorted(self.parametres)

    def _chercher(self, nom: str, on: date) -> Valeur:
        parametre = self.parametre(nom)
        rank = bisect_right(self._depuis[nom], on)
        valeur = parametre.valeurs[rank - 1] if rank else None
        if not isinstance(valeur, Valeur):
            why = f": {valeur.raison}" if isinstance(valeur, Fin) else ""
            fix = f"add the value in force on {on}, or do not ask for it"
            raise LoiIncomplete(Lieu(parametre.fichier), f"{nom} has no value on {on}{why}", fix)
        if len(self._cache) >= _CACHE_MAX:
            self._cache.clear()
        self._cache[nom, on] = valeur
        return valeur

    def parametre(self, nom: str) -> Parametre:
        """The parameter of that name, with all its values."""
        found = self.parametres.get(nom)
        if found is None:
            hint = suggestion(nom, self.parametres)
            fix = f"write {nom.replace('.', '/')}.yaml, or correct the name"
            raise ParametreInconnu(None, f"unknown parameter {nom!r}{hint}", fix)
        return found

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        # Another process reads the same folder: frozen tables do not pickle, and files are small.
        return load, (self.dossier,)


def load(folder: Path | None = None) -> Loi:
    """Read `periode.yaml` and `parametres/**/*.yaml` of a law folder, this package's by default."""
    dossier = folder or DOSSIER
    racine = dossier / "parametres"
    files = sorted(racine.rglob("*.yaml"))
    if not files:
        raise LoiInvalide(Lieu(racine), "no parameter there", "give the folder that holds periode.yaml and parametres/")
    periode = lire_periode(dossier / "periode.yaml")
    parametres = [lire_parametre(f, ".".join(f.relative_to(racine).with_suffix("").parts)) for f in files]
    for parametre in parametres:
        verifier(parametre, periode)
    return Loi(dossier, periode, parametres)


def _digest(parametres: Iterable[Parametre]) -> bytes:
    """Eight bytes of what a rule can read; comments, layout and reviews do not count."""
    content = {p.nom: [[str(v.depuis), _canonique(v)] for v in p.valeurs] for p in parametres}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _canonique(valeur: Valeur | Fin) -> object:
    if isinstance(valeur, Fin):
        return None
    value = valeur.valeur
    plain = {k: str(v.normalize()) for k, v in value.items()} if hasattr(value, "items") else str(value)
    return [type(value).__name__, plain, valeur.reference, str(valeur.publie_le), valeur.etat]
