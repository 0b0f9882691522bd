"""A record as one JSON line and back: text where the bytes are UTF-8, base64 where they are not; nothing is lost."""

from base64 import b64decode, b64encode
from typing import cast

import msgspec

from contracts.wire import Headers, Message, Record


class Line(msgspec.Struct, omit_defaults=True):
    """One line. `binary` names what is base64: "key", "value", or a header's place."""

    topic: str
    partition: int
    offset: int
    timestamp: int | None = None
    key: str | None = None
    value: str | None = None
    headers: list[tuple[str, str | None]] = []
    binary: list[str] = []


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Line)


def place(topic: str, partition: int) -> bytes:
    """How the lines of a partition begin."""
    return _encoder.encode({"topic": topic, "partition": partition})[:-1] + b","


def encode_line(record: Record) -> bytes:
    """The line of a record, without its end."""
    return _line(record, record.partition, record.offset)


def encode_message(message: Message, partition: int, offset: int) -> bytes:
    """The line of a message that is sent to a partition, at a place in it."""
    return _line(message, partition, offset)


def decode_line(line: bytes) -> Record:
    """The record of a line."""
    read = _decoder.decode(line)
    binary = frozenset(read.binary)
    headers = tuple((name, _bytes(text, str(i) in binary)) for i, (name, text) in enumerate(read.headers))
    key, value = _bytes(read.key, "key" in binary), _bytes(read.value, "value" in binary)
    timestamp = 0 if read.timestamp is None else read.timestamp
    return Record(read.topic, read.partition, read.offset, timestamp, key, value, cast("Headers", headers))


def _line(said: Record | Message, partition: int, offset: int) -> bytes:
    binary: list[str] = []
    key, value = _text(said.key, "key", binary), _text(said.value, "value", binary)
    headers = [(name, _text(raw, str(i), binary)) for i, (name, raw) in enumerate(said.headers)]
    return _encoder.encode(Line(said.topic, partition, offset, said.timestamp, key, value, headers, binary))


def _text(raw: bytes | None, name: str, binary: list[str]) -> str | None:
    if raw is None:
        return None
    try:
        return raw.decode()
    except UnicodeDecodeError:
        binary.append(name)
        return b64encode(raw).decode()


def _bytes(text: str | None, binary: bool) -> bytes | None:
    if text is None:
        return None
    return b64decode(text, validate=True) if binary else text.encode()
