"""Names: Faker's pools, read once, drawn by our own streams; Ukrainian ones in Latin letters by the official table."""

from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from faker.providers.person.fr_FR import Provider as Francais
from faker.providers.person.uk_UA import Provider as Ukrainien

from simulators.alea import Alea

# Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010.
_KMU = dict(
    zip(
        "абвгґдезийіклмнопрстуфхцчшщєїюяж",
        "a b v h g d e z y i i k l m n o p r s t u f kh ts ch sh shch ie i iu ia zh".split(),
        strict=True,
    )
)
_KMU_INITIALE = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_MUETS = frozenset("ьЬ'’ʼ")


def translitterer(nom: str) -> str:
    """A Ukrainian name in Latin letters: « Згурський » → « Zghurskyi », « Юрій » → « Yurii »."""
    mots = (_translitterer_mot(mot) for mot in nom.replace("-", " - ").split())
    return " ".join(mots).replace(" - ", "-")


def _translitterer_mot(mot: str) -> str:
    bas = "".join(c for c in mot.lower() if c not in _MUETS).replace("зг", "з\0")
    lettres = [_KMU_INITIALE.get(c, _KMU.get(c, c)) if i == 0 else _KMU.get(c, c) for i, c in enumerate(bas)]
    return "".join(lettres).replace("\0", "gh").capitalize()


def sans_accent(nom: str) -> str:
    """Upper case without accents or ligatures, as registers print names."""
    plat = nom.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in normalize("NFD", plat) if not combining(c)).upper()


@dataclass(frozen=True, slots=True)
class Pool:
    """The names of one language: surnames of men and of women, first names of each."""

    noms: dict[str, tuple[str, ...]]
    prenoms: dict[str, tuple[str, ...]]


@cache
def pool(langue: str) -> Pool:
    """The pool of `fr` or `uk`, upper-cased as on an official document."""
    if langue == "uk":
        hommes, femmes = _liste(Ukrainien.last_names_male, uk=True), _liste(Ukrainien.last_names_female, uk=True)
        prenoms = {
            "M": _liste(Ukrainien.first_names_male, uk=True),
            "F": _liste(Ukrainien.first_names_female, uk=True),
        }
        return Pool({"M": hommes, "F": femmes}, prenoms)
    noms = _liste(Francais.last_names)
    prenoms = {"M": _liste(Francais.first_names_male), "F": _liste(Francais.first_names_female)}
    return Pool({"M": noms, "F": noms}, prenoms)


def _liste(noms: object, *, uk: bool = False) -> tuple[str, ...]:
    """Sorted and without repeats: a pool does not depend on how Faker keeps it."""
    if not isinstance(noms, tuple | list | dict):
        raise TypeError(f"Faker keeps its names as {type(noms).__name__}: read it in simulators/noms.py")
    lus = (translitterer(str(nom)) if uk else str(nom) for nom in noms)
    return tuple(sorted({sans_accent(nom) for nom in lus}))


def nom_de_famille(alea: Alea, langue: str, sexe: str) -> str:
    """A surname; in French one in eight is double, in Ukrainian it agrees with the sex."""
    noms = pool(langue).noms[sexe]
    nom, second = alea.choix(noms), alea.choix(noms)
    return f"{nom}-{second}" if langue == "fr" and alea.vrai(0.12) and second != nom else nom


def accorder(nom: str, sexe: str) -> str:
    """A Ukrainian surname as a relative of the other sex bears it (-skyi / -ska)."""
    if sexe == "F":
        return nom[:-2] + "A" if nom.endswith(("SKYI", "TSKYI", "ZKYI")) else nom
    return nom[:-1] + "YI" if nom.endswith(("SKA", "TSKA", "ZKA")) else nom


def prenoms(alea: Alea, langue: str, sexe: str) -> tuple[str, ...]:
    """One first name (uk) or one to three (fr), all different."""
    nombre = 1 if langue == "uk" else alea.entier(1, 3)
    choisis = [alea.choix(pool(langue).prenoms[sexe]) for _ in range(3)]
    return tuple(dict.fromkeys(choisis))[:nombre]
