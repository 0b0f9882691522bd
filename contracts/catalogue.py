"""Every message type, once: its shape, its title, the rules of the catalogue it serves. Topics name them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from contracts import assures, calendrier, cnaf, cnam, cnav, courrier, organismes, prefecture, rapatriement, sngi
from contracts.base import Contrat
from contracts.topics import JOUR_CLOS, TOPICS

Model = type[Contrat]


class MessageType(NamedTuple):
    """What travels under one CloudEvents type."""

    type: str
    model: Model
    title: str
    legal: tuple[str, ...]
    issue: str | None = None
    """For a decision: the only `issue` that this type carries."""

    @property
    def base(self) -> str:
        """The type without its version."""
        return split_version(self.type)[0]

    @property
    def version(self) -> int:
        """The version that this code knows."""
        return split_version(self.type)[1] or 1

    @property
    def topics(self) -> tuple[str, ...]:
        """Where it travels."""
        return tuple(topic.name for topic in TOPICS if self.type in topic.message_types)


def split_version(name: str) -> tuple[str, int | None]:
    """`fr.a.b.v2` is version 2 of `fr.a.b`; without a version, None."""
    base, _, last = name.rpartition(".")
    versioned = re.fullmatch(r"v[0-9]{1,6}", last)
    return (base, int(last[1:])) if versioned else (name, None)


def _decision(name: str, model: Model, title: str, legal: str) -> MessageType:
    return MessageType(f"fr.cnam.{name}.v1", model, title, tuple(legal.split()), name.partition(".")[2].upper())


def _message(name: str, model: Model, title: str, legal: str) -> MessageType:
    return MessageType(f"fr.{name}.v1", model, title, tuple(legal.split()))


MESSAGES: tuple[MessageType, ...] = (
    _message("cnaf.rsa.demande", cnaf.Demande, "RSA: demande filed", "B05 B06 B07 B08 B10 B14 P02"),
    _message("cnaf.rsa.droit-ouvert", cnaf.DroitOuvert, "RSA: right opened", "B01 E04"),
    _message(
        "cnaf.rsa.droit-modifie",
        cnaf.DroitModifie,
        "RSA: right suspended, resumed, closed, cancelled, moved",
        "B01 D27",
    ),
    _message("cnaf.rsa.rejet", cnaf.Rejet, "RSA: demande refused", "B01"),
    _message("cnav.aspa.echange-mensuel", cnav.EchangeMensuel, "ASPA: monthly exchange", "C01 C04 C06"),
    _message("prefecture.aps.delivree", prefecture.ApsDelivree, "APS: issued", "F01 F02 F03 F09"),
    _message(
        "prefecture.aps.mouvement", prefecture.ApsMouvement, "APS: renewed, expired, rectified, withdrawn", "F09 E16"
    ),
    _message("sngi.nia-attribue", sngi.NiaAttribue, "SNGI: NIA attributed", "G05 G10 G12 F20 F21"),
    _message("sngi.certification", sngi.Certification, "SNGI: NIA certified to a NIR, or rejected", "G06 G16 G19"),
    _message("sngi.rapprochement", sngi.Rapprochement, "SNGI: numbers of one person, or no longer", "G01"),
    _message("assure.reponse-invitation", assures.ReponseInvitation, "Insured: answer to an invitation", "B11 C05 P03"),
    _message("assure.opposition", assures.Opposition, "Insured: opposition to the C2S, or its withdrawal", "B07"),
    _message("assure.piece", assures.Piece, "Insured: a document", "D17 E14 F03 F04 G11"),
    _message("rapatriement.arrivee", rapatriement.Arrivee, "Repatriate: arrival", "F05 F06"),
    _message("oc.adhesion", organismes.Adhesion, "OC: adhesion form", "D20 D21 D22 P10"),
    _message("cnam.reprise.droits", cnam.Reprise, "CNAM: rights already in force", "D01"),
    MessageType(JOUR_CLOS, calendrier.JourClos, "A feed has closed a day", ()),
    _decision("c2s.accordee", cnam.DecisionC2s, "C2S: granted", "B05 D04 D18 D23 F02"),
    _decision("c2s.invitee", cnam.DecisionC2s, "C2S: invited", "B10 B11 C05"),
    _decision("c2s.opposee", cnam.DecisionC2s, "C2S: opposed", "B07"),
    _decision("c2s.refusee", cnam.DecisionC2s, "C2S: refused", "C02 D34 P03"),
    _decision("c2s.revisee", cnam.DecisionC2s, "C2S: revised", "D34"),
    _decision("c2s.annulee", cnam.DecisionC2s, "C2S: cancelled", "D34"),
    _decision("puma.ouverte", cnam.DecisionPuma, "PUMa: opened", "E01 E04 F02 F05"),
    _decision("puma.revisee", cnam.DecisionPuma, "PUMa: revised", "E01"),
    _decision("puma.annulee", cnam.DecisionPuma, "PUMa: cancelled", "E01"),
    _decision("nia.demandee", cnam.DecisionNia, "NIA: asked for", "F20 F21 G05 G18"),
    _decision("nia.annulee", cnam.DecisionNia, "NIA: no longer asked for", "F20"),
    _message("cnam.notification", courrier.Notification, "CNAM: letter, SMS or e-mail", "B10 C05 D19 F11 G21"),
    _message("sngi.demande-nia", courrier.DemandeNia, "To the SNGI: demande of a NIA", "F20 G05 G18"),
    _message("oc.droit", organismes.Droit, "To the OC: a right to manage", "B08 D04 D21"),
)

CATALOGUE: Mapping[str, MessageType] = {message.type: message for message in MESSAGES}
KNOWN_BASES: Mapping[str, str] = {message.base: message.type for message in MESSAGES}
