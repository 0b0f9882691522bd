"""The difference: what a fold says now, beside what was decided → the decisions to issue."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from agents.dossier.droits import Accordee, Cas, Due, EnAttente, Eteinte, Invitee, Opposee, Phase, Refusee
from agents.dossier.etat import Ouvert
from agents.dossier.fold import fold
from agents.dossier.vue import Horizon
from contracts.faits import AnyFait
from contracts.internes import Decide
from law.loader import Loi

RIEN = Decide(-1, b"")
_encode = msgspec.msgpack.Encoder().encode
_LETTRE: dict[type, bytes] = {
    Invitee: b"I", EnAttente: b"E", Accordee: b"A", Opposee: b"O", Refusee: b"R", Due: b"D",
}  # fmt: skip


class Changement(NamedTuple):
    """One decision to issue. `cas` None: the case is no more, `cle` names it; `avant`: the letter of its last phase."""

    cle: str
    issue: str
    revision: int
    avant: bytes
    cas: Cas | None


class Verdict(NamedTuple):
    """The dossier after a fact: what to issue, the state to keep, its next deadline, and what only the law changed."""

    etat: Ouvert
    changements: list[Changement]
    echeance: date | None
    derive: list[str]


def decide(etat: Ouvert, avant: Sequence[AnyFait], horizon: tuple[Horizon, Horizon], loi: Loi) -> Verdict:
    """Fold the facts of `etat`, and say what changed since the facts `avant`, under one law.

    What was decided stands for the fold of `avant` when it was decided under this law; under another law it is folded
    again, so that what only the law changes is reported as drift and never issued by accident.
    """
    cas, echeance = fold(etat.faits, horizon[1], loi)
    tous = {c.cle: c for c in cas}
    dits = {cle: (empreinte(c), c) for cle, c in tous.items() if type(c.phase) is not Eteinte}
    base, derive = etat.decides, []
    if etat.decides and etat.loi not in (b"", loi.digest):
        base = _refaire(etat, fold(avant, horizon[0], loi)[0])
        derive = sorted(k for k in base if base[k].empreinte != etat.decides.get(k, RIEN).empreinte)
    changements = _differences(base, dits, tous)
    if any(c.cas is None for c in changements):
        changements = [
            c if c.cas else c._replace(cas=_disparu(c.cle, etat, avant, horizon[0], loi)) for c in changements
        ]
    if not changements and etat.loi == loi.digest:
        return Verdict(etat, [], echeance, derive)
    decides = dict(base)
    for c in changements:
        decides[c.cle] = Decide(c.revision, dits[c.cle][0] if c.cle in dits else b"")
    return Verdict(msgspec.structs.replace(etat, decides=decides, loi=loi.digest), changements, echeance, derive)


def _refaire(etat: Ouvert, cas: list[Cas]) -> dict[str, Decide]:
    """What would have been decided before, under the law of today; revisions go on from those issued."""
    dits = {c.cle: empreinte(c) for c in cas if not isinstance(c.phase, Eteinte)}
    return {
        cle: Decide(etat.decides.get(cle, RIEN).revision, dits.get(cle, b""))
        for cle in etat.decides.keys() | dits.keys()
    }


def _differences(base: dict[str, Decide], dits: dict[str, tuple[bytes, Cas]], tous: dict[str, Cas]) -> list[Changement]:
    changements = []
    for cle, (mot, cas) in dits.items():
        dernier = base.get(cle, RIEN)
        if dernier.empreinte != mot:
            changements.append(
                Changement(cle, _issue(cas, dernier.empreinte[:1]), dernier.revision + 1, dernier.empreinte[:1], cas)
            )
    for cle, dernier in base.items():
        if dernier.empreinte and cle not in dits and dernier.empreinte[:1] != b"R":  # a refusal leaves nothing to annul
            changements.append(Changement(cle, "annulee", dernier.revision + 1, dernier.empreinte[:1], tous.get(cle)))
    return changements


def _disparu(cle: str, etat: Ouvert, avant: Sequence[AnyFait], horizon: Horizon, loi: Loi) -> Cas | None:
    """The case as it was decided: by the facts known before, or (after a merge) by those of its own reference."""
    reference = cle.split("|")[1].split("/", maxsplit=1)[0]
    for faits in (avant, tuple(f for f in etat.faits if f.reference == reference)):
        for cas in fold(faits, horizon, loi)[0]:
            if cas.cle == cle:
                return cas
    return None


def _issue(cas: Cas, avant: bytes) -> str:
    """The word for what happened: the phase reached, and the one it was in."""
    if cas.nature == "NIA":
        return "demandee"
    if cas.nature == "AVIS":
        return "avis"
    phase: Phase = cas.phase
    if isinstance(phase, Refusee):
        return "annulee" if avant in b"AE" and avant else "refusee"
    if isinstance(phase, (Accordee, EnAttente)) and avant and avant in b"AE":
        return "revisee"
    if cas.nature == "PUMA":
        return "ouverte"
    return {Accordee: "accordee", EnAttente: "accordee", Invitee: "invitee", Opposee: "opposee"}[type(phase)]


def empreinte(cas: Cas) -> bytes:
    """The phase's letter and a digest of what the decision says; not of its day, its causes or anyone's numbers."""
    phase = cas.phase
    match phase:
        case Accordee():
            mots: tuple[object, ...] = (phase.debut, phase.fin)
        case Invitee():
            mots = (phase.rang,)
        case Refusee():
            mots = (phase.motif,)
        case _:
            mots = ()
    dit = (*mots, cas.participation, cas.gestionnaire, *(m.civil for m in cas.membres))
    return _LETTRE[type(phase)] + blake2b(_encode(dit), digest_size=7).digest()
