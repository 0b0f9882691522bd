"""CloudEvents 1.0 on Kafka: both modes are read, binary mode is written; what cannot be used says why."""

import base64
import binascii
import re
from datetime import date
from difflib import get_close_matches
from typing import Any

import msgspec
from pydantic import ValidationError

from contracts.base import Contrat
from contracts.catalogue import CATALOGUE, KNOWN_BASES, MessageType, split_version
from contracts.errors import Finding, Unusable, mask
from contracts.explain import findings
from contracts.wire import Headers, Record

STRUCTURED = "application/cloudevents"
_CORE = ("id", "source", "type", "time", "recordedtime")
_NOT_EXTENSIONS = frozenset({*_CORE, "specversion", "datacontenttype", "data", "data_base64"})
_TIMESTAMP = re.compile(
    r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9][Tt][0-9][0-9]:[0-9][0-9]:[0-9][0-9](\.[0-9]+)?([Zz]|[+-][0-9][0-9]:[0-9][0-9])$"
)
_SHOWN = 5
_AGAIN = "Fix: send it again, whole."


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One CloudEvent; `time` is survenu_le, `recordedtime` is enregistre_le, `data` the JSON as it came."""

    id: str
    source: str
    type: str
    time: date
    recordedtime: date | None = None
    extensions: dict[str, str] = {}
    data: bytes = b""


def write_binary(event: Event) -> tuple[Headers, bytes]:
    """Headers and value in binary mode."""
    headers = [("ce_specversion", b"1.0")]
    headers += [(f"ce_{name}", value.encode()) for name, value in _attributes(event).items()]
    return (*headers, ("content-type", b"application/json")), event.data


def write_structured(event: Event) -> bytes:
    """The whole event as one line of JSON, as files and examples hold it."""
    envelope: dict[str, Any] = {"specversion": "1.0", **_attributes(event), "datacontenttype": "application/json"}
    return msgspec.json.encode({**envelope, "data": msgspec.Raw(event.data)})


def _attributes(event: Event) -> dict[str, str]:
    known = {"id": event.id, "source": event.source, "type": event.type, "time": f"{event.time.isoformat()}T00:00:00Z"}
    if event.recordedtime is not None:
        known["recordedtime"] = f"{event.recordedtime.isoformat()}T00:00:00Z"
    return {**known, **event.extensions}


def read(record: Record) -> Event:
    """The event of a record, in whichever mode; its data is not looked into."""
    headers = {name.lower(): value for name, value in record.headers}
    content_type = _text(headers.get("content-type", b""), "content-type").lower()
    if record.value is None:
        raise Unusable("NOT_JSON", "the record has no value: a deletion means nothing on this topic.")
    if content_type.startswith(STRUCTURED):
        return read_structured(record.value, content_type)
    if "ce_id" not in headers and "ce_type" not in headers:
        raise Unusable(
            "NOT_CLOUDEVENT", "no ce_* header and no content-type application/cloudevents+json: send either."
        )
    if content_type and "json" not in content_type:
        raise Unusable("NOT_JSON", f"content-type is {mask(content_type)}: send JSON.")
    attributes = {name[3:]: _text(value, name) for name, value in headers.items() if name.startswith("ce_")}
    return _event(attributes, record.value)


def read_structured(value: bytes, content_type: str = f"{STRUCTURED}+json") -> Event:
    """The event of a whole JSON envelope."""
    if content_type.startswith(f"{STRUCTURED}-batch"):
        raise Unusable("NOT_CLOUDEVENT", "a batch of events in one record: send one event a record.")
    if "+json" not in content_type:
        raise Unusable("NOT_JSON", f"content-type is {mask(content_type)}: send application/cloudevents+json.")
    try:
        envelope = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
        attributes = _envelope_attributes(envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unusable("NOT_JSON", f"the value is not a JSON object, or was cut: {error}. {_AGAIN}") from None
    return _event(attributes, _data(envelope))


def _envelope_attributes(envelope: dict[str, msgspec.Raw]) -> dict[str, str]:
    """Attributes as text; a number or a boolean as JSON writes it, a null as absent."""
    attributes: dict[str, str] = {}
    for name, raw in envelope.items():
        if name not in {"data", "data_base64"}:
            given = msgspec.json.decode(raw)
            if given is not None:
                attributes[name] = given if isinstance(given, str) else bytes(raw).decode()
    return attributes


def _data(envelope: dict[str, msgspec.Raw]) -> bytes:
    if "data" in envelope:
        return bytes(envelope["data"])
    try:
        return base64.b64decode(msgspec.json.decode(envelope.get("data_base64", b'""'), type=str), validate=True)
    except (msgspec.DecodeError, binascii.Error):
        raise Unusable("NOT_JSON", "data_base64 is not base64 text: send data as a JSON object.") from None


def _text(value: bytes | None, name: str) -> str:
    try:
        return (value or b"").decode()
    except UnicodeDecodeError:
        raise Unusable("NOT_CLOUDEVENT", f"header {mask(name)} is not UTF-8 text.") from None


def _event(attributes: dict[str, str], data: bytes) -> Event:
    for name in ("id", "source", "type"):
        if not attributes.get(name):
            raise Unusable("NOT_CLOUDEVENT", f"the attribute {name} is missing: CloudEvents requires it.")
    if attributes.get("specversion") != "1.0":
        raise Unusable("NOT_CLOUDEVENT", f"specversion is {attributes.get('specversion')!r}: only 1.0 is read.")
    time = _day(attributes, "time", "survenu_le, the day on which it happened")
    if time is None:
        detail = "the day on which it happened (survenu_le) is missing: no law can be picked without it."
        raise _contract((Finding("time", "", detail, "send time as 2022-01-15T00:00:00Z."),))
    return Event(
        id=attributes["id"],
        source=attributes["source"],
        type=attributes["type"],
        time=time,
        recordedtime=_day(attributes, "recordedtime", "enregistre_le, the day on which the agency recorded it"),
        extensions={name: value for name, value in attributes.items() if name not in _NOT_EXTENSIONS},
        data=data,
    )


def _day(attributes: dict[str, str], name: str, said: str) -> date | None:
    """The calendar day as its sender wrote it: midnight in Paris is not the day before."""
    text = attributes.get(name)
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10] if _TIMESTAMP.fullmatch(text) else "")
    except ValueError:
        finding = Finding(name, mask(text), f"This is {said}; it is not a timestamp.", "send 2022-01-15T00:00:00Z.")
        raise _contract((finding,)) from None


def _contract(found: tuple[Finding, ...]) -> Unusable:
    more = f" (and {len(found) - _SHOWN} more)" if len(found) > _SHOWN else ""
    return Unusable("CONTRACT", "; ".join(map(str, found[:_SHOWN])) + more, found)


def message_type(event: Event, topic: str | None = None) -> MessageType:
    """What the catalogue knows of the event's type; on `topic`, when one is given."""
    entry = CATALOGUE.get(event.type)
    if entry is None:
        base, version = split_version(event.type)
        if base in KNOWN_BASES:
            said = f"version {version or '-'} is not known here, {KNOWN_BASES[base]} is"
            fix = "send that one, or run the release that knows the other."
            raise Unusable("NEWER_VERSION", f"type {mask(event.type)}: {said}. Fix: {fix}")
        close = get_close_matches(event.type[:100], CATALOGUE, 1, 0.8)
        said = f"did you mean {close[0]}?" if close else "`passerelle contracts show` lists what is."
        raise Unusable("UNKNOWN_TYPE", f"type {mask(event.type)} is not in the catalogue. Fix: {said}")
    if topic is not None and topic not in entry.topics:
        raise Unusable("WRONG_TOPIC", f"type {event.type} came on {topic}: it travels on {', '.join(entry.topics)}.")
    return entry


def decode_event(event: Event, topic: str | None = None) -> Contrat:
    """The message that an event carries, held to its contract as of the day of the event."""
    entry = message_type(event, topic)
    said_on = max(event.time, event.recordedtime or event.time)
    try:
        message = entry.model.model_validate_json(event.data, context={"jour": said_on})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise Unusable("NOT_JSON", f"the data is not JSON, or was cut: {first['ctx']['error']}. {_AGAIN}") from None
        raise _contract(findings(entry.model, error)) from None
    if entry.issue is not None and getattr(message, "issue", None) != entry.issue:
        sens = f"A decision of type {event.type} says {entry.issue}."
        raise _contract((Finding("data.issue", str(getattr(message, "issue", "")), sens, f"send {entry.issue}."),))
    return message


def decode(record: Record) -> tuple[Event, Contrat]:
    """Event and message of a record, or why it cannot be used."""
    event = read(record)
    return event, decode_event(event, record.topic)
