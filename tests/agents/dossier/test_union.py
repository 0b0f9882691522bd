"""The union protocol under random interleavings, crashes between output and state, and repeats."""

import random
from collections import defaultdict, deque
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dossier.etat import Absorbe, Etat, Ouvert
from agents.dossier.union import recevoir
from contracts.faits import AnyFait, RejetRsa
from contracts.internes import Decide, DossierAbsorbe, Lien

JOUR = date(2022, 3, 1)


def fait(i: int, noeuds: str = "") -> RejetRsa:
    """A fact that names nodes, in its motif."""
    return RejetRsa(f"fait-{i}", f"reference-{i}", JOUR, JOUR, JOUR, JOUR, noeuds)


def nommes(fait: AnyFait, connus: tuple[AnyFait, ...]) -> set[str]:
    """What the fact names, less what the dossier has already called."""
    assert isinstance(fait, RejetRsa)
    deja = {noeud for connu in connus if isinstance(connu, RejetRsa) for noeud in connu.motif.split()}
    return set(fait.motif.split()) - deja


Envoi = tuple[str, AnyFait | Lien | DossierAbsorbe]


class Reseau:
    """Nodes on partitions, each partition a log read in order; a crash replays what was read since the last save."""

    def __init__(self, graine: int, partitions: int = 3) -> None:
        self.alea = random.Random(graine)
        self.partitions = partitions
        self.journaux: dict[int, deque[Envoi]] = defaultdict(deque)
        self.etats: dict[str, Etat] = {}

    def envoyer(self, noeud: str, message: AnyFait | Lien | DossierAbsorbe) -> None:
        self.journaux[int(noeud, 16) % self.partitions].append((noeud, message))

    def avancer(self) -> bool:
        pleins = [p for p, journal in self.journaux.items() if journal]
        if not pleins:
            return False
        journal = self.journaux[self.alea.choice(pleins)]
        lot = [journal[i] for i in range(min(len(journal), self.alea.randint(1, 4)))]
        etats: dict[str, Etat] = {}
        for noeud, message in lot:
            etat, sorties, _ = recevoir(noeud, etats.get(noeud, self.etats.get(noeud)), message, nommes)
            etats[noeud] = etat
            for sortie in sorties:
                self.envoyer(*sortie)
        if self.alea.random() < 0.25:  # crash: the outputs are out, neither states nor offsets are saved
            return True
        self.etats.update(etats)
        for _ in lot:
            journal.popleft()
        return True


@st.composite
def groupes(draw: st.DrawFn) -> list[list[int]]:
    """Groups of persons; each group is connected by facts that name two of its persons."""
    tailles = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    debut, liste = 0, []
    for taille in tailles:
        liste.append(list(range(debut, debut + taille)))
        debut += taille
    return liste


@settings(max_examples=300, deadline=None)
@given(groupes(), st.integers(0, 2**32))
def test_every_group_ends_with_one_root_that_holds_every_fact(liste: list[list[int]], graine: int) -> None:
    reseau, alea = Reseau(graine), random.Random(graine)
    noms = {i: f"{alea.getrandbits(32):08x}" for groupe in liste for i in groupe}
    attendus: dict[int, set[str]] = {}
    envois: list[list[Envoi]] = []
    for g, groupe in enumerate(liste):
        attendus[g] = set()
        liens = list(pairwise(groupe)) or [(groupe[0], groupe[0])]
        for rang, (a, b) in enumerate(liens):
            un = fait(1000 * g + rang, f"{noms[a]} {noms[b]}")
            attendus[g].add(un.id)
            envois += [[(noms[a], un)]] * alea.randint(1, 2)  # the intake may repeat itself
    alea.shuffle(envois)
    for paquet in envois:
        for envoi in paquet:
            reseau.envoyer(*envoi)
        for _ in range(alea.randint(0, 3)):
            reseau.avancer()
    tours = 0
    while reseau.avancer():
        tours += 1
        assert tours < 20_000, "the protocol does not come to rest"
    for g, groupe in enumerate(liste):
        racines = [i for i in groupe if isinstance(reseau.etats.get(noms[i]), Ouvert)]
        assert len(racines) == 1
        racine = reseau.etats[noms[racines[0]]]
        assert isinstance(racine, Ouvert)
        assert {f.id for f in racine.faits} == attendus[g]
        assert noms[racines[0]] == min(noms[i] for i in groupe)


def test_an_absorbed_node_forwards_whatever_reaches_it() -> None:
    assert recevoir("b", Absorbe("a"), fait(1), nommes) == (Absorbe("a"), [("a", fait(1))], ())


def test_an_empty_node_is_absorbed_without_a_word() -> None:
    assert recevoir("b", None, Lien("a"), nommes) == (Absorbe("a"), [], ())


def test_a_fact_that_names_a_smaller_node_hands_the_dossier_over_and_calls_the_others() -> None:
    un = fait(1, "b a c")
    attendu = [("a", DossierAbsorbe((un,), {})), ("c", Lien("a"))]
    assert recevoir("b", None, un, nommes) == (Absorbe("a"), attendu, (un,))


def test_a_root_answers_a_greater_one_with_its_own_link() -> None:
    etat, sorties, _ = recevoir("a", None, Lien("b"), nommes)
    assert isinstance(etat, Ouvert)
    assert sorties == [("b", Lien("a"))]


def test_a_repeated_fact_keeps_the_smaller_day_of_receipt() -> None:
    tard = RejetRsa("x", "r", JOUR, JOUR, date(2022, 5, 1), JOUR)
    tot = RejetRsa("x", "r", JOUR, JOUR, date(2022, 4, 1), JOUR)
    for premier, second in ((tard, tot), (tot, tard)):
        etat, _, _ = recevoir("a", recevoir("a", None, premier, nommes)[0], second, nommes)
        assert isinstance(etat, Ouvert)
        assert etat.faits == (tot,)


def test_the_later_revision_of_a_decision_wins() -> None:
    ouvert = Ouvert((fait(1),), {"C|r": Decide(2, b"deux")})
    etat, _, _ = recevoir(
        "a", ouvert, DossierAbsorbe((fait(2),), {"C|r": Decide(1, b"un"), "C|s": Decide(0, b"s")}), nommes
    )
    assert isinstance(etat, Ouvert)
    assert etat.decides == {"C|r": Decide(2, b"deux"), "C|s": Decide(0, b"s")}
