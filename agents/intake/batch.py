"""A batch of a partner's topic → facts on `dossiers.faits.v1`, closed days to the calendar. Stateless."""

from collections.abc import Callable, Sequence
from typing import Any

from agents.intake import assures, autres, cnaf, cnav, prefecture, sngi
from agents.intake.communs import Recu
from agents.noeuds import Noeuds
from contracts.base import MessagePartenaire
from contracts.calendrier import JourClos
from contracts.cloudevents import decode
from contracts.errors import Unusable
from contracts.faits import Annulation, AnyFait
from contracts.internes import FluxClos, encode
from contracts.reception import jour_de_reception
from contracts.topics import CALENDRIER, DOSSIERS_FAITS
from contracts.wire import Headers, Message, Record, Refusal, StateMap, Step

LECTEURS: dict[str, Callable[[Recu, Any], list[AnyFait]]] = {
    "fr.cnaf.rsa.demande.v1": cnaf.demande,
    "fr.cnaf.rsa.droit-ouvert.v1": cnaf.droit_ouvert,
    "fr.cnaf.rsa.droit-modifie.v1": cnaf.droit_modifie,
    "fr.cnaf.rsa.rejet.v1": cnaf.rejet,
    "fr.cnav.aspa.echange-mensuel.v1": cnav.echange_mensuel,
    "fr.prefecture.aps.delivree.v1": prefecture.delivree,
    "fr.prefecture.aps.mouvement.v1": prefecture.mouvement,
    "fr.sngi.nia-attribue.v1": sngi.nia_attribue,
    "fr.sngi.certification.v1": sngi.certification,
    "fr.sngi.rapprochement.v1": sngi.rapprochement,
    "fr.assure.reponse-invitation.v1": assures.reponse,
    "fr.assure.opposition.v1": assures.opposition,
    "fr.assure.piece.v1": assures.piece,
    "fr.rapatriement.arrivee.v1": autres.arrivee,
    "fr.oc.adhesion.v1": autres.adhesion,
    "fr.cnam.reprise.droits.v1": autres.reprise,
}


class Intake:
    """The handler of the partners' topics."""

    def __init__(self, noeuds: Noeuds) -> None:
        self.noeuds = noeuds

    def restore(self, partition: int, states: StateMap) -> None:
        """Nothing to restore: the intake is stateless."""

    def release(self, partition: int) -> None:
        """Nothing to forget."""

    def __call__(self, batch: Sequence[Record], states: StateMap) -> Step:
        """Facts for each record, or its refusal with the reason."""
        step = Step()
        for record in batch:
            try:
                self._lire(record, step)
            except Unusable as refus:
                step.refused.append(Refusal(record, refus.cause, refus.detail))
        return step

    def _lire(self, record: Record, step: Step) -> None:
        event, message = decode(record)
        if isinstance(message, JourClos):
            rapport = FluxClos(record.topic, record.partition, message.jour)
            step.closing.append(Message(CALENDRIER, None, encode(rapport), (), 0))
        elif isinstance(message, MessagePartenaire):
            recu = Recu(event, jour_de_reception(record.timestamp), self.noeuds)
            step.outputs.extend(self._envoyer(recu, fait) for fait in faits(recu, message))

    def _envoyer(self, recu: Recu, fait: AnyFait) -> Message:
        headers: Headers = (
            ("ce_id", fait.id.encode()),
            ("ce_type", type(fait).__name__.encode()),
            ("ce_causationid", recu.event.id.encode()),
        )
        return Message(DOSSIERS_FAITS, self.noeuds.ancre(fait.reference).encode(), encode(fait), headers)


def faits(recu: Recu, message: MessagePartenaire) -> list[AnyFait]:
    """The facts of a message; a cancellation takes back those of the message that it names."""
    lus = LECTEURS[recu.event.type](recu, message)
    if message.nature != "ANNULATIF":
        return lus
    return [Annulation(**recu.entete(fait.reference), cible=recu.cible(message)) for fait in lus]
