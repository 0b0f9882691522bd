"""Topics and offsets of a broker: create, list, and check before a worker starts."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from streams.errors import BrokerUnreachable, LogChanged, Misconfigured
from streams.topics import Topic

TIMEOUT = 10.0
QUIET = {"log_level": 2, "log.connection.close": False}
LEADERLESS = {KafkaError.NOT_LEADER_FOR_PARTITION, KafkaError.LEADER_NOT_AVAILABLE, KafkaError.UNKNOWN_TOPIC_OR_PART}


def partitions_by_topic(broker: str, timeout: float = TIMEOUT) -> dict[str, int]:
    """What topics there are, and the partitions of each; nothing internal."""
    try:
        metadata = AdminClient({"bootstrap.servers": broker, **QUIET}).list_topics(timeout=timeout)
    except KafkaException as error:
        raise BrokerUnreachable(
            f"no broker answers at {broker}: {error.args[0].str()}. Start one (`passerelle broker`, "
            f"or docker compose), or set PASSERELLE_BROKER"
        ) from None
    return {name: len(topic.partitions) for name, topic in metadata.topics.items() if not name.startswith("__")}


def create_topics(broker: str, topics: Iterable[Topic], timeout: float = 30.0) -> list[str]:
    """Create what is missing; returns the names of what was created."""
    existing = partitions_by_topic(broker)
    missing = [topic for topic in topics if topic.name not in existing]
    if not missing:
        return []
    new = [NewTopic(t.name, t.partitions, 1, config=dict(t.config)) for t in missing]
    client = AdminClient({"bootstrap.servers": broker, **QUIET})
    made = client.create_topics(new, operation_timeout=timeout)
    return [name for name, future in made.items() if _created(name, future)]


def _created(name: str, future: "Future[None]") -> bool:
    try:
        future.result()
    except KafkaException as error:
        if error.args[0].code() == KafkaError.TOPIC_ALREADY_EXISTS:  # another worker was quicker
            return False
        raise Misconfigured(f"the broker refused topic {name}: {error.args[0].str()}") from None
    return True


def check_topics(broker: str, topics: Iterable[Topic]) -> None:
    """Refuse to start where a topic is missing or has another number of partitions."""
    existing = partitions_by_topic(broker)
    wanted = list(topics)
    if missing := sorted(topic.name for topic in wanted if topic.name not in existing):
        raise Misconfigured(f"topics are missing: {', '.join(missing)}. Create them: passerelle topics --create")
    for topic in wanted:
        if existing[topic.name] != topic.partitions:
            raise Misconfigured(
                f"{topic.name} has {existing[topic.name]} partitions and {topic.partitions} are expected "
                f"(PASSERELLE_PARTITIONS). Their number is fixed for a deployment: another one is a new generation, "
                f"by replay"
            )


def check_offsets(broker: str, group: str, topics: Sequence[Topic]) -> None:
    """Refuse to start where the group's offsets are not within the logs: events would vanish without a word."""
    consumer = Consumer({"bootstrap.servers": broker, "group.id": group, "enable.auto.commit": False, **QUIET})
    try:
        asked = [TopicPartition(t.name, p) for t in topics for p in range(t.partitions)]
        for place in consumer.committed(asked, timeout=TIMEOUT):
            if place.offset >= 0:
                low, high = watermarks(consumer, place)
                _check_offset(group, place, low, high)
    except KafkaException as error:
        raise BrokerUnreachable(f"the broker at {broker} does not tell offsets: {error.args[0].str()}") from None
    finally:
        consumer.close()


def watermarks(consumer: Consumer, place: TopicPartition) -> tuple[int, int]:
    """The first offset of a log and the one after its last; a new partition may be without leader for a moment."""
    deadline = time.monotonic() + TIMEOUT
    while True:
        try:
            low, high = consumer.get_watermark_offsets(place, timeout=TIMEOUT)
        except KafkaException as error:
            if error.args[0].code() not in LEADERLESS or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return low, high


def _check_offset(group: str, place: TopicPartition, low: int, high: int) -> None:
    where = f"group {group} has read {place.topic}[{place.partition}] up to offset {place.offset}"
    reset = f"kafka-consumer-groups --group {group} --topic {place.topic} --reset-offsets --to-earliest --execute"
    if place.offset > high:
        raise LogChanged(f"{where}, and its log ends at {high}: the topic was made anew. To read it all: {reset}")
    if place.offset < low:
        raise LogChanged(
            f"{where}, and its log begins at {low}: {low - place.offset} records expired before they were read. "
            f"To go on without them: {reset}"
        )
