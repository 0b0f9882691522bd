"""Model and JSON Schema: two implementations agree, and the model never accepts what the schema refuses."""

import json
from functools import cache
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import schemas
from contracts.catalogue import CATALOGUE, MESSAGES, MessageType
from tests.contracts.messages import EXAMPLES, NIRS, data, envelope, paths, put, refusal

junk = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 10**13), st.floats(allow_nan=False), st.text(max_size=14), st.just({}),
    st.just([]), st.sampled_from((*NIRS, "2022-02-29", "2022-03-01", "1641772800", "CPAM", "0", "2A004", "12.00")),
)  # fmt: skip


@cache
def validator(message_type: str) -> Any:
    return jsonschema_rs.Draft202012Validator(schemas.generate(CATALOGUE[message_type]), validate_formats=True)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.type)
def test_a_schema_is_one(message: MessageType) -> None:
    schema = schemas.generate(message)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:passerelle:schema:{message.type}"
    assert schema["title"] == message.title


@pytest.mark.parametrize(("message_type", "name"), EXAMPLES)
def test_both_implementations_accept_the_examples(message_type: str, name: str) -> None:
    said = data(message_type, name)
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(schemas.generate(CATALOGUE[message_type]), format_checker=checker).validate(said)
    assert validator(message_type).is_valid(said)


@given(st.data())
def test_the_model_never_accepts_what_the_schema_refuses(draw: st.DataObject) -> None:
    message_type, name = draw.draw(st.sampled_from(EXAMPLES))
    event = envelope(message_type, name)
    place = draw.draw(st.sampled_from(list(paths(event["data"]))))
    event["data"] = put(event["data"], place, draw.draw(junk))
    if refusal(event) is None:
        assert validator(message_type).is_valid(event["data"]), (place, json.dumps(event["data"])[:500])
