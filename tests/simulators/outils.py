"""What these tests share: a channel in memory with a scripted CPAM, and messages as records."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import blake2b

from contracts.cloudevents import Event, write_binary
from contracts.cnam import Personne as PersonneContrat
from contracts.courrier import DemandeNia, Destinataire, EtatCivilDemande, Notification
from contracts.organismes import BeneficiaireOc, Droit
from contracts.topics import CPAM_NOTIFICATIONS, JOUR_CLOS, ORGANISMES_DROITS, SNGI_DEMANDES
from contracts.wire import Message, Record
from simulators.dialogue import Canal, dialoguer
from simulators.lecture import lire
from simulators.personnes import Personne
from simulators.publication import horodatage
from simulators.simulation import Simulation, preparer

PARTITIONS = 2


class CanalMemoire:
    """Keeps what is published, and answers what a script says for each day."""

    def __init__(self, script: dict[date, list[Record]] | None = None) -> None:
        self.messages: list[Message] = []
        self._script = script or {}

    def publier(self, messages: Sequence[Message]) -> None:
        self.messages += messages

    def sorties(self, jour: date) -> Iterable[Record]:
        return self._script.get(jour, [])

    def sur(self, topic: str) -> list[Message]:
        """What went to a topic, the ends of days left out."""
        return [m for m in self.messages if m.topic == topic and type_de(m) != JOUR_CLOS]


def vivre(
    scenario: str,
    script: dict[date, list[Record]] | None = None,
    *,
    graine: int | None = None,
    foyers: int | None = None,
) -> tuple[Simulation, CanalMemoire]:
    """A shipped scenario lived before a scripted CPAM."""
    simulation = preparer(lire(scenario), graine, foyers)
    canal = CanalMemoire(script)
    contexte = simulation.contexte
    dialoguer(simulation.agences, canal, contexte.debut, contexte.fin, PARTITIONS)
    return simulation, canal


def type_de(m: Message | Record) -> str:
    return dict(m.headers)["ce_type"].decode()


def id_de(m: Message | Record) -> str:
    return dict(m.headers)["ce_id"].decode()


def record(m: Message) -> Record:
    """A message as it would be read."""
    return Record(m.topic, m.partition or 0, 0, m.timestamp or 0, m.key, m.value, m.headers)


def empreinte(messages: Iterable[Message]) -> str:
    """A digest of everything that a consumer could see."""
    digest = blake2b(digest_size=16)
    for m in messages:
        digest.update(repr(tuple(m)).encode())
    return digest.hexdigest()


def _sortie(topic: str, type_: str, id_: str, jour: date, donnees: bytes) -> Record:
    headers, valeur = write_binary(
        Event(id=id_, source="urn:test", type=type_, time=jour, recordedtime=jour, data=donnees)
    )
    return Record(topic, 0, 0, horodatage(jour), b"", valeur, headers)


def courrier(reference: str, jour: date, rang: int | None = None, id_: str | None = None) -> Record:
    """A letter of the CPAM; an invitation when it has a rank."""
    notification = Notification(
        id_decision="decision",
        reference=reference,
        modele="essai",
        canal="COURRIER",
        langue="fr",
        destinataire=Destinataire(nom="N", prenom="P"),
        id_invitation=f"{reference}#{rang}" if rang else None,
        objet="objet",
        texte="texte",
        jour=jour,
    )
    ident = id_ or f"{reference}/{rang}/{jour}"
    return _sortie(CPAM_NOTIFICATIONS, "fr.cnam.notification.v1", ident, jour, notification.to_json())


def demande_nia(personne: Personne, reference: str, jour: date) -> Record:
    """The CPAM asks the SNGI for a NIA."""
    demande = DemandeNia(
        ref_demande=reference,
        motif="APS",
        type_nia="FMT",
        identite=EtatCivilDemande(
            nom=personne.nom, prenom=personne.prenoms[0], sexe=personne.sexe, date_naissance=personne.naissance
        ),
        pieces=("APS",),
    )
    return _sortie(SNGI_DEMANDES, "fr.sngi.demande-nia.v1", reference, jour, demande.to_json())


def droit_oc(reference: str, personne: Personne, jour: date) -> Record:
    """The CPAM tells a complementary body that it will manage a paid C2S."""
    identite = PersonneContrat(nom=personne.nom, prenom=personne.prenoms[0], date_naissance=personne.naissance)
    droit = Droit(
        numero_c2s=reference,
        mouvement="OUVERTURE",
        participation=True,
        beneficiaires=(BeneficiaireOc(identite=identite, prix_mensuel="30.00"),),
    )
    return _sortie(ORGANISMES_DROITS, "fr.oc.droit.v1", f"oc/{reference}", jour, droit.to_json())


class CanalTemoin:
    """Passes on to another channel, and shows a witness what comes back each day."""

    def __init__(self, suite: Canal, temoin: Callable[[date, list[Record]], None]) -> None:
        self._suite, self._temoin = suite, temoin

    def publier(self, messages: Sequence[Message]) -> None:
        self._suite.publier(messages)

    def sorties(self, jour: date) -> Iterable[Record]:
        records = list(self._suite.sorties(jour))
        self._temoin(jour, records)
        return records
