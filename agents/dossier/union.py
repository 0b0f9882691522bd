"""The union protocol: persons named together end in one dossier, whatever the order, the repeats and the crashes."""

from collections.abc import Callable
from operator import attrgetter

from agents.dossier.etat import Absorbe, Etat, Ouvert
from contracts.faits import AnyFait, Fait
from contracts.internes import Decide, DossierAbsorbe, Lien

Message = AnyFait | Lien | DossierAbsorbe
Envoi = tuple[str, Message]
Resultat = tuple[Etat, list[Envoi], tuple[AnyFait, ...]]
#: The nodes that a fact names and that no earlier fact of the dossier named.
Nommes = Callable[[AnyFait, tuple[AnyFait, ...]], set[str]]


def recevoir(noeud: str, etat: Etat | None, message: Message, nommes: Nommes) -> Resultat:
    """One message at one node → its new state, what to send to other nodes, the facts that are new to it.

    The dossier is held by the smallest of its nodes. A node that learns of a smaller one hands over what it holds; one
    that learns of a greater one calls it. An absorbed node forwards whatever reaches it.
    """
    if isinstance(etat, Absorbe):
        rien = isinstance(message, Lien) and message.autre == etat.par
        return etat, [] if rien else [(etat.par, message)], ()
    ouvert = etat or Ouvert()
    if isinstance(message, Lien):
        return (*_lier(noeud, ouvert, {message.autre}), ())
    if isinstance(message, DossierAbsorbe):
        absorbant, nouveaux = _ajouter(ouvert, message.faits, message.decides, message.loi)
        return absorbant, [], nouveaux
    return _apprendre(noeud, ouvert, message, nommes)


def _apprendre(noeud: str, ouvert: Ouvert, fait: AnyFait, nommes: Nommes) -> Resultat:
    """A fact joins the dossier, and the nodes that it is the first to name."""
    complet, nouveaux = _ajouter(ouvert, (fait,), {}, ouvert.loi)
    if not nouveaux:
        return ouvert, [], ()
    etat, envois = _lier(noeud, complet, nommes(fait, ouvert.faits) - {noeud})
    return etat, envois, nouveaux


def _lier(noeud: str, ouvert: Ouvert, autres: set[str]) -> tuple[Etat, list[Envoi]]:
    """All these nodes are one dossier: the smallest holds it, and calls the others."""
    if not autres:
        return ouvert, []
    racine = min(autres | {noeud})
    envois: list[Envoi] = [(autre, Lien(racine)) for autre in sorted(autres) if autre not in (noeud, racine)]
    if racine == noeud:
        return ouvert, envois
    if ouvert.faits or ouvert.decides:
        envois.insert(0, (racine, DossierAbsorbe(ouvert.faits, ouvert.decides, ouvert.loi)))
    return Absorbe(racine), envois


def _ajouter(
    ouvert: Ouvert, faits: tuple[AnyFait, ...], decides: dict[str, Decide], loi: bytes
) -> tuple[Ouvert, tuple[AnyFait, ...]]:
    """Facts and decisions join; what was decided under two laws is of none (`loi` empty), and stands as it is."""
    connus: dict[str, AnyFait] = {fait.id: fait for fait in ouvert.faits}
    nouveaux = []
    for fait in faits:
        connu = connus.get(fait.id)
        if connu is None or fait.recu_le < connu.recu_le:
            connus[fait.id] = fait
            nouveaux.append(fait)
    fusion = ouvert.decides
    plus = {c: d for c, d in decides.items() if c not in fusion or fusion[c].revision < d.revision}
    if not nouveaux and not plus:
        return ouvert, ()
    une_loi = loi if not fusion or ouvert.loi == loi else ouvert.loi if not decides else b""
    return Ouvert(tuple(connus.values()), fusion | plus if plus else fusion, une_loi), tuple(nouveaux)


#: The order in which a fold takes facts: received, happened, id.
cle: Callable[[Fait], tuple[object, ...]] = attrgetter("recu_le", "survenu_le", "id")
