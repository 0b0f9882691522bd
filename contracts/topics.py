"""Every topic, once: who writes it, who reads it, what it holds, under what key, why it may exist. Plain data."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

CNAF_RSA = "cnaf.rsa.v1"
CNAV_ASPA = "cnav.aspa.v1"
PREFECTURE_APS = "prefecture.aps.v1"
SNGI_IDENTITES = "sngi.identites.v1"
ASSURES_DEMARCHES = "assures.demarches.v1"
RAPATRIEMENT_ARRIVEES = "rapatriement.arrivees.v1"
ORGANISMES_ADHESIONS = "organismes.adhesions.v1"
CPAM_REPRISE = "cpam.reprise.v1"
DOSSIERS_FAITS = "dossiers.faits.v1"
CALENDRIER = "calendrier.v1"
CPAM_DECISIONS = "cpam.decisions.v1"
CPAM_NOTIFICATIONS = "cpam.notifications.v1"
SNGI_DEMANDES = "sngi.demandes.v1"
ORGANISMES_DROITS = "organismes.droits.v1"

JOUR_CLOS = "fr.passerelle.jour-clos.v1"
DEFAULT_PARTITIONS = 4

_PSEUDONYM = "pseudonym of the reference (HMAC), never a NIR; none for JourClos, which names its partition"
_SAME_PARTITION = "node of the dossier, a pseudonym; the partition is that of the facts it was decided on"
# Records keep the day they speak of as their timestamp: a delay counted from it would drop the past as it is written.
_KEPT = "without limit: replay starts at the beginning; a deployment sets the delay of its own processing register"


class Topic(NamedTuple):
    """One topic, as its owner, its readers and its auditor need to know it."""

    name: str
    role: Literal["partner", "internal", "output", "dead-letter"]
    title: str
    message_types: tuple[str, ...]
    key: str
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    owner: str
    legal_basis: str
    partitions: int | None = None
    """None: as many as the deployment; a number: always that many."""
    retention: str = _KEPT
    retention_ms: int = -1
    cleanup_policy: str = "delete"

    def partition_count(self, deployment: int = DEFAULT_PARTITIONS) -> int:
        """How many partitions, in a deployment of so many."""
        return self.partitions or deployment

    def config(self) -> Mapping[str, str]:
        """What to create it with on Kafka."""
        return {
            "cleanup.policy": self.cleanup_policy,
            "retention.ms": str(self.retention_ms),
            "message.timestamp.type": "CreateTime",
        }


def _partner(name: str, owner: str, title: str, types: str, legal_basis: str) -> Topic:
    return Topic(
        name=name,
        role="partner",
        title=title,
        message_types=(*types.split(), JOUR_CLOS),
        key=_PSEUDONYM,
        producers=tuple(owner.split(", ")),
        consumers=("agents.intake",),
        owner=owner,
        legal_basis=legal_basis,
    )


def _internal(name: str, title: str, key: str, partitions: int | None = None) -> Topic:
    return Topic(
        name=name,
        role="internal",
        title=title,
        message_types=(),
        key=key,
        producers=("agents.intake", "agents.dossier", "agents.calendrier"),
        consumers=("agents.dossier",) if partitions is None else ("agents.calendrier",),
        owner="CNAM",
        legal_basis="R. 861-16 CSS; the facts that the partner topics brought",
        partitions=partitions,
    )


def _output(name: str, title: str, types: str, consumers: tuple[str, ...], legal_basis: str) -> Topic:
    return Topic(
        name=name,
        role="output",
        title=title,
        message_types=(*types.split(), JOUR_CLOS),
        key=_SAME_PARTITION,
        producers=("agents.dossier",),
        consumers=consumers,
        owner="CNAM",
        legal_basis=legal_basis,
    )


TOPICS: tuple[Topic, ...] = (
    _partner(
        CNAF_RSA,
        "CNAF, MSA",
        "RSA: demandes, rights, changes, refusals",
        "fr.cnaf.rsa.demande.v1 fr.cnaf.rsa.droit-ouvert.v1 fr.cnaf.rsa.droit-modifie.v1 fr.cnaf.rsa.rejet.v1",
        "R. 861-16 CSS; R. 262-102 to R. 262-109 CASF; B09",
    ),
    _partner(
        CNAV_ASPA, "CNAV", "ASPA: the monthly exchange", "fr.cnav.aspa.echange-mensuel.v1", "R. 861-11 CSS; C04, C06"
    ),
    _partner(
        PREFECTURE_APS,
        "PREFECTURE",
        "APS of displaced persons: issued, renewed, expired, rectified, withdrawn",
        "fr.prefecture.aps.delivree.v1 fr.prefecture.aps.mouvement.v1",
        "directive 2001/55/CE; F01, F09",
    ),
    _partner(
        SNGI_IDENTITES,
        "SNGI",
        "Identities: NIA, certifications, numbers of one person",
        "fr.sngi.nia-attribue.v1 fr.sngi.certification.v1 fr.sngi.rapprochement.v1",
        "R. 114-7 CSS; décret 2018-390; décret 2022-292; G10, G12, G16",
    ),
    _partner(
        ASSURES_DEMARCHES,
        "ASSURES",
        "What insured people send: answers, oppositions, documents",
        "fr.assure.reponse-invitation.v1 fr.assure.opposition.v1 fr.assure.piece.v1",
        "L. 861-5 and R. 861-16 CSS; B07, B11, D17, E14",
    ),
    _partner(
        RAPATRIEMENT_ARRIVEES,
        "RAPATRIEMENT",
        "Repatriates from Ukraine or Russia: arrivals",
        "fr.rapatriement.arrivee.v1",
        "F05, F06",
    ),
    _partner(
        ORGANISMES_ADHESIONS,
        "OC",
        "Adhesions to a C2S with participation",
        "fr.oc.adhesion.v1",
        "L. 861-5 CSS; D20, D21, D22, P10",
    ),
    _partner(CPAM_REPRISE, "CNAM", "Rights already in force at the start", "fr.cnam.reprise.droits.v1", "D01"),
    _internal(
        DOSSIERS_FAITS, "Facts, links, absorbed dossiers, ticks", "node: HMAC pseudonym of an identifier of a person"
    ),
    _internal(CALENDRIER, "Reports of closed days", "none", partitions=1),
    _output(
        CPAM_DECISIONS,
        "Decisions on C2S, PUMa and NIA, with their grounds",
        "fr.cnam.c2s.accordee.v1 fr.cnam.c2s.invitee.v1 fr.cnam.c2s.opposee.v1 fr.cnam.c2s.refusee.v1 "
        "fr.cnam.c2s.revisee.v1 fr.cnam.c2s.annulee.v1 fr.cnam.puma.ouverte.v1 fr.cnam.puma.revisee.v1 "
        "fr.cnam.puma.annulee.v1 fr.cnam.nia.demandee.v1 fr.cnam.nia.annulee.v1",
        ("monitor", "CPAM"),
        "L. 861-5, R. 861-16 CSS; B01, C01, D02, E01, F02, F20",
    ),
    _output(
        CPAM_NOTIFICATIONS,
        "Letters, SMS and e-mails to insured people",
        "fr.cnam.notification.v1",
        ("simulators.assures", "CPAM"),
        "B10, C05, D19, F11, G21",
    ),
    _output(
        SNGI_DEMANDES,
        "Demandes of NIA to the SNGI",
        "fr.sngi.demande-nia.v1",
        ("simulators.sngi", "SNGI"),
        "R. 114-7 CSS; G05, G18, F20",
    ),
    _output(
        ORGANISMES_DROITS,
        "Rights sent to the complementary body that was chosen",
        "fr.oc.droit.v1",
        ("simulators.organismes", "OC"),
        "B08, D04, D21",
    ),
)


def dead_letter(topic: str) -> str:
    """Name of the topic where the unusable records of `topic` lie, byte for byte."""
    return f"{topic}-dlt"


def dead_letter_topic(topic: Topic) -> Topic:
    """The record of the dead letters of a topic: same partitions, key and legal basis."""
    return topic._replace(
        name=dead_letter(topic.name),
        role="dead-letter",
        title=f"Records of {topic.name} that could not be used, with the reason in headers",
        producers=topic.consumers,
        consumers=("CNAM operations",),
        owner="CNAM",
    )


def partner_topics() -> tuple[Topic, ...]:
    """The topics that partners write."""
    return tuple(topic for topic in TOPICS if topic.role == "partner")


def output_topics() -> tuple[Topic, ...]:
    """The topics that decisions and what follows from them go to."""
    return tuple(topic for topic in TOPICS if topic.role == "output")


def all_topics() -> tuple[Topic, ...]:
    """All of them, with the dead letters of every topic that an agent reads."""
    return TOPICS + tuple(dead_letter_topic(topic) for topic in TOPICS if topic.role != "output")


BY_NAME: Mapping[str, Topic] = {topic.name: topic for topic in all_topics()}
