"""Topics and catalogue as data: each type travels, each topic says why it exists."""

import re

import pytest

from contracts.base import MessagePartenaire
from contracts.calendrier import JourClos
from contracts.catalogue import CATALOGUE, MESSAGES
from contracts.topics import BY_NAME, JOUR_CLOS, TOPICS, Topic, all_topics, dead_letter, output_topics, partner_topics


@pytest.mark.parametrize("topic", all_topics(), ids=lambda topic: topic.name)
def test_a_topic_is_whole(topic: Topic) -> None:
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)*\.v[0-9]+(-dlt)?", topic.name)
    assert all(
        (topic.title, topic.key, topic.producers, topic.consumers, topic.owner, topic.legal_basis, topic.retention)
    )
    assert topic.config()["cleanup.policy"] == "delete"
    assert "NIR" not in topic.key.replace("never a NIR", "")


def test_a_record_of_the_past_is_not_dropped_for_its_age() -> None:
    assert {topic.config()["retention.ms"] for topic in all_topics()} == {"-1"}


def test_names_and_types_are_said_once() -> None:
    assert len(BY_NAME) == len(all_topics())
    assert len(CATALOGUE) == len(MESSAGES)


def test_a_type_travels_on_one_topic_but_the_closing_of_a_day_on_every_partner_and_output_topic() -> None:
    everywhere = tuple(topic.name for topic in (*partner_topics(), *output_topics()))
    for message in MESSAGES:
        assert message.topics == (everywhere if message.type == JOUR_CLOS else message.topics[:1])
        assert message.topics


def test_partners_may_correct_what_they_sent() -> None:
    for topic in partner_topics():
        for name in topic.message_types:
            assert issubclass(CATALOGUE[name].model, MessagePartenaire | JourClos)


def test_a_type_is_named_after_its_version_and_a_decision_after_its_issue() -> None:
    for message in MESSAGES:
        assert message.type == f"{message.base}.v{message.version}"
        assert message.version == 1
        if message.issue is not None:
            assert message.base.endswith(message.issue.lower())


def test_what_an_agent_reads_has_dead_letters_of_the_same_partitions() -> None:
    for topic in TOPICS:
        if topic.role != "output":
            letters = BY_NAME[dead_letter(topic.name)]
            assert letters.partition_count(7) == topic.partition_count(7)
    assert dead_letter("cpam.decisions.v1") not in BY_NAME


def test_all_topics_have_the_partitions_of_the_deployment_but_the_calendar() -> None:
    assert {topic.name for topic in TOPICS if topic.partition_count(7) != 7} == {"calendrier.v1"}
    assert BY_NAME["calendrier.v1"].partition_count(7) == 1
