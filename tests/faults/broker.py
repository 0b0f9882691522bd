"""What the campaign asks a broker: whether the group is at the end."""

from collections.abc import Sequence

from confluent_kafka import Consumer, KafkaException, TopicPartition

from streams.topics import Topic

QUIET = {"log_level": 0, "enable.auto.commit": False}


def caught_up(bootstrap: str, group: str, topics: Sequence[Topic]) -> bool:
    """Whether the group's committed offsets are the ends of all logs; False while the broker does not answer."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, **QUIET})
    try:
        places = [TopicPartition(topic.name, p) for topic in topics for p in range(topic.partitions)]
        for place in consumer.committed(places, timeout=5):
            _, high = consumer.get_watermark_offsets(place, timeout=5)
            if high and place.offset < high:
                return False
    except KafkaException:
        return False
    finally:
        consumer.close()
    return True
