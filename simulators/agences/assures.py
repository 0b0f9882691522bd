"""Insured people: they read our letters as they come and answer some, days later; some write without being asked."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from contracts.assures import Activite, Opposition, Piece, ReponseInvitation
from contracts.base import Contrat
from contracts.cloudevents import Event
from contracts.courrier import Notification
from contracts.topics import ASSURES_DEMARCHES, CPAM_NOTIFICATIONS
from simulators.agences.base import Contexte, Registre, publier
from simulators.agences.personnes import gestionnaire, identite, membres
from simulators.publication import Publication
from simulators.vies.modele import Monde, VieAps, VieAspa, VieRsa

_PIECE = "fr.assure.piece.v1"


class Assures:
    """Sees what comes in the post, and its own life."""

    nom = "assures"
    topic = ASSURES_DEMARCHES
    emetteur = "ASSURES"
    source = "urn:passerelle:assures"
    ecoute = frozenset({CPAM_NOTIFICATIONS})

    def __init__(self, contexte: Contexte, monde: Monde) -> None:
        self.registre = Registre(self.nom, contexte)
        self._invites: dict[str, VieRsa | VieAspa] = {vie.reference: vie for vie in monde.rsa}
        self._invites.update({vie.reference: vie for vie in monde.aspa})
        self._parents: dict[str, VieAps] = {vie.reference: vie for vie in monde.aps if vie.oublies}
        self._lues: set[str] = set()
        for vie in monde.rsa:
            self.registre.inscrire(self._spontanees(vie))

    def publications(self, jour: date) -> list[Publication]:
        """What people send that day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """A letter; the same one twice is read once."""
        if not isinstance(message, Notification):
            return
        cle = message.id_invitation or message.reference
        if event.id in self._lues or cle in self._lues:
            return
        self._lues |= {event.id, cle}
        if message.id_invitation:
            reference, _, rang = message.id_invitation.rpartition("#")
            vie = self._invites.get(reference)
            self.registre.inscrire(self.reponse(vie, int(rang), jour) if vie else ())
        elif message.reference in self._parents:
            self.registre.inscrire(self.rattachements(self._parents[message.reference], jour))

    def reponse(self, vie: VieRsa | VieAspa, rang: int, invite_le: date) -> Iterator[Publication]:
        """What this person does with the letter of that rank, received on that day."""
        delai = vie.conduite.delai(rang)
        if delai is None:
            return
        jour = invite_le + timedelta(days=delai)
        id_invitation = f"{vie.reference}#{rang}"
        if vie.conduite.oppose:
            yield self._opposition(vie, id_invitation, jour, f"opposition-{rang}")
            return
        yield publier(
            self,
            "fr.assure.reponse-invitation.v1",
            _reponse(vie, id_invitation, jour),
            reference=vie.reference,
            sujets=(f"{vie.id}/reponse-{rang}",),
            survenu_le=jour,
            jour=jour,
        )

    def rattachements(self, vie: VieAps, ecrit_le: date) -> Iterator[Publication]:
        """The S3705 of minors forgotten on the APS, after our letter (F04)."""
        for oubli in vie.oublies:
            if oubli.s3705_incomplet is not None:
                le = ecrit_le + timedelta(days=oubli.s3705_incomplet)
                yield self._piece(
                    vie, _s3705(vie, oubli.mineur.id, le, complete=False), f"s3705-incomplet/{oubli.mineur.id}"
                )
            if oubli.s3705_delai is not None:
                le = ecrit_le + timedelta(days=oubli.s3705_delai)
                yield self._piece(vie, _s3705(vie, oubli.mineur.id, le, complete=True), f"s3705/{oubli.mineur.id}")

    def _spontanees(self, vie: VieRsa) -> Iterator[Publication]:
        """A letter of opposition before the decision (B07), a S3711 after one (D17)."""
        if vie.opposition_courrier:
            yield self._opposition(vie, vie.reference, vie.opposition_courrier, "opposition")
        if vie.s3711_le:
            yield self._piece(vie, _s3711(vie, vie.s3711_le), "s3711")

    def _opposition(self, vie: VieRsa | VieAspa, reference: str, jour: date, quoi: str) -> Publication:
        donnees = Opposition(
            ref_demande_ou_invitation=reference, acte="OPPOSITION", canal=vie.conduite.canal, exprimee_le=jour
        )
        return publier(
            self,
            "fr.assure.opposition.v1",
            donnees,
            reference=vie.reference,
            sujets=(f"{vie.id}/{quoi}",),
            survenu_le=jour,
            jour=jour,
        )

    def _piece(self, vie: VieRsa | VieAps, piece: Piece, quoi: str) -> Publication:
        sujets = (f"{vie.id}/{quoi}",)
        le = piece.recue_le
        return publier(self, _PIECE, piece, reference=vie.reference, sujets=sujets, survenu_le=le, jour=le)


def _reponse(vie: VieRsa | VieAspa, id_invitation: str, jour: date) -> ReponseInvitation:
    activites: Iterable[Activite] = ()
    if isinstance(vie, VieAspa):
        dits = (vie.conduite.activite, vie.conduite.activite_conjoint)
        activites = (Activite(membre=rang, oui_non=dits[rang]) for rang in range(min(2, len(vie.foyer.membres))))
    return ReponseInvitation(
        id_invitation=id_invitation,
        recue_le=jour,
        canal=vie.conduite.canal,
        foyer=membres(vie.foyer.membres, jour),
        gestionnaire=gestionnaire(vie.conduite.gestionnaire),
        activite_3_mois=tuple(activites),
        signee=True,
    )


def _s3705(vie: VieAps, id_mineur: str, jour: date, *, complete: bool) -> Piece:
    enfant = next(m.personne for m in vie.foyer.membres if m.personne.id == id_mineur)
    return Piece(
        type="S3705",
        porteur=identite(vie.titulaire),
        agdref=vie.titulaire.agdref,
        numero_aps=vie.numero,
        enfant=identite(enfant),
        parents=(identite(vie.titulaire),),
        recue_le=jour,
        complete=complete,
    )


def _s3711(vie: VieRsa, jour: date) -> Piece:
    return Piece(
        type="S3711",
        porteur=identite(vie.foyer.demandeur),
        recue_le=jour,
        complete=True,
        gestionnaire=gestionnaire(vie.conduite.gestionnaire),
        foyer=membres(vie.foyer.membres, jour),
    )
