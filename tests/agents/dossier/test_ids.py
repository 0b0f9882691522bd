"""Ids are UUIDv5 that any other program computes alike."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from agents.dossier.ids import ESPACE, id_decision, uuid5


@given(st.text())
def test_the_fast_uuid5_is_the_standard_one(nom: str) -> None:
    assert uuid5(nom) == str(uuid.uuid5(ESPACE, nom))


def test_a_decision_s_id_does_not_depend_on_anything_but_the_right_and_its_revision() -> None:
    assert id_decision("C2S|rsa:CAF-751:00000000001", 0) != id_decision("C2S|rsa:CAF-751:00000000001", 1)
