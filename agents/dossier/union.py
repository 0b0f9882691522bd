"""The union protocol: persons named together end in one dossier, whatever the order, the repeats and the crashes."""

from typing import assert_never

import msgspec

from agents.dossier.etat import Absorbe, Etat, Ouvert
from contracts.faits import AnyFait, Decide, DossierAbsorbe, Fait, Lien

Message = AnyFait | Lien | DossierAbsorbe
Envoi = tuple[str, Message]
Resultat = tuple[Etat, list[Envoi], tuple[AnyFait, ...]]


def recevoir(noeud: str, etat: Etat | None, message: Message) -> Resultat:
    """One message at one node → its new state, what to send to other nodes, the facts that are new to it."""
    match etat:
        case Absorbe(par=par):
            rien = isinstance(message, Lien) and message.autre == par
            return etat, [] if rien else [(par, message)], ()
        case Ouvert() | None:
            ouvert = etat or Ouvert()
            if isinstance(message, Lien):
                return (*_lier(noeud, ouvert, message.autre), ())
            if isinstance(message, DossierAbsorbe):
                return _ajouter(ouvert, message.faits, message.decides)
            return _ajouter(ouvert, (message,), {})
        case _:
            assert_never(etat)


def _lier(noeud: str, ouvert: Ouvert, autre: str) -> tuple[Etat, list[Envoi]]:
    if autre == noeud:
        return ouvert, []
    if autre > noeud:
        return ouvert, [(autre, Lien(noeud))]
    if not ouvert.faits and not ouvert.decides:
        return Absorbe(autre), []
    return Absorbe(autre), [(autre, DossierAbsorbe(ouvert.faits, ouvert.decides))]


def _ajouter(ouvert: Ouvert, faits: tuple[AnyFait, ...], decides: dict[str, Decide]) -> Resultat:
    connus: dict[str, AnyFait] = {fait.id: fait for fait in ouvert.faits}
    nouveaux = []
    for fait in faits:
        connu = connus.get(fait.id)
        if connu is None or fait.recu_le < connu.recu_le:
            connus[fait.id] = fait
            nouveaux.append(fait)
    fusion = dict(ouvert.decides)
    for cas, decide in decides.items():
        if cas not in fusion or fusion[cas].revision < decide.revision:
            fusion[cas] = decide
    if not nouveaux and fusion == ouvert.decides:
        return ouvert, [], ()
    return msgspec.structs.replace(ouvert, faits=tuple(connus.values()), decides=fusion), [], tuple(nouveaux)


def cle(fait: Fait) -> tuple[object, ...]:
    """The order in which a fold takes facts: received, happened, id."""
    return fait.recu_le, fait.survenu_le, fait.id
