"""A sieve before the stock protobuf decoder, which makes it as strict as the profile ``strict-wire``.

The stock decoder skips known fields of a foreign wire type, drops the bits of a varint beyond 64, and checks less inside
unknown groups (RL-WIRE-9 to RL-WIRE-12); and it refuses tags of more than five bytes, which the specification accepts. So
every message goes through :func:`plain` first. That refuses what is malformed and hands on the known fields alone, their
tags and lengths in the shortest form, for the stock decoder to read.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from .errors import malformed

if TYPE_CHECKING:
    from google._upb import _message

MAX_GROUPS = 64
"""How deep unknown groups may nest; RL-WIRE-12 wants 32 levels at least."""

VARINT, FIXED64, BYTES, GROUP, GROUP_END, FIXED32 = range(6)
FIXED = {FIXED64: 8, FIXED32: 4}

M = TypeVar("M", bound=Message)
Schema: TypeAlias = "Descriptor | _message.Descriptor"
SchemaField: TypeAlias = "FieldDescriptor | _message.FieldDescriptor"
"""The descriptors of a message and of a field: the public types, or those of the decoder in C."""


class Field(NamedTuple):
    """A known field: its wire type, its tag in the shortest form, and what its bytes hold."""

    wire_type: int
    tag: bytes
    message: "Schema | None"
    text: bool


def parse(kind: type[M], data: bytes) -> M:
    """Read ``data`` as a message of this kind, strictly; raises ``Refused`` as malformed (RL-WIRE-3)."""
    return kind.FromString(plain(kind.DESCRIPTOR, data))


def plain(kind: Schema, data: bytes) -> bytes:
    """The known fields of ``data``, in the order in which they stand there; raises ``Refused`` as malformed.

    A repeated field keeps each occurrence, also where only the last one counts: all have to be well formed (RL-WIRE-5).
    """
    fields = _fields(kind)
    out = bytearray()
    at, end = 0, len(data)
    while at < end:
        number, wire_type, at = _tag(data, at)
        field = fields.get(number)
        if field is None:
            at = _skip(data, at, number, wire_type)
            continue
        if wire_type != field.wire_type:
            raise malformed("wrong-wire-type", f"Field {number} has the wire type {wire_type} and not {field.wire_type}.")
        out += field.tag
        if wire_type == VARINT:
            value, at = _varint(data, at)
            out += _shortest(value)
            continue
        start, at = _length(data, at)
        value_bytes = data[start:at]
        if field.message is not None:
            value_bytes = plain(field.message, value_bytes)
        elif field.text:
            _check_text(value_bytes, number)
        out += _shortest(len(value_bytes))
        out += value_bytes
    return bytes(out)


@cache
def _fields(kind: Schema) -> dict[int, Field]:
    return {number: _field(field) for number, field in kind.fields_by_number.items()}


def _field(field: SchemaField) -> Field:
    wire_type = VARINT if field.type in (FieldDescriptor.TYPE_INT64, FieldDescriptor.TYPE_BOOL) else BYTES
    text = field.type == FieldDescriptor.TYPE_STRING
    return Field(wire_type, _shortest(field.number << 3 | wire_type), field.message_type, text)


def _tag(data: bytes, at: int) -> tuple[int, int, int]:
    """The field number and the wire type at ``at``, and where what follows begins."""
    tag, at = data[at], at + 1
    if tag >= 0x80:
        tag, at = _varint(data, at - 1, tag=True)
    number, wire_type = tag >> 3, tag & 7
    if number == 0:
        raise malformed("field-zero", f"The tag before byte {at} has the field number 0; numbers begin at 1.")
    if wire_type > FIXED32:
        raise malformed("bad-wire-type", f"The tag before byte {at} has the wire type {wire_type}, which does not exist.")
    return number, wire_type, at


def _varint(data: bytes, at: int, *, tag: bool = False) -> tuple[int, int]:
    """The number at ``at``, and where what follows begins (RL-WIRE-11)."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise malformed("truncated", f"The bytes end inside a number, at byte {at}.")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    if tag and value >> 32:
        raise malformed("tag-too-large", f"The tag before byte {at} does not fit into 32 bits.")
    if byte >= 0x80 or value >> 64:
        raise malformed("varint-too-long", f"The number before byte {at} does not fit into 64 bits, or not into ten bytes.")
    return value, at


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Where the bytes begin whose length stands at ``at``, and where they end."""
    length, start = _varint(data, at)
    if length > len(data) - start:
        raise malformed(
            "truncated", f"A field of {length} bytes begins at byte {start}, and only {len(data) - start} follow."
        )
    return start, start + length


def _skip(data: bytes, at: int, number: int, wire_type: int) -> int:
    """Where the unknown field ends whose tag stood before ``at`` (RL-WIRE-4, RL-WIRE-12)."""
    open_groups: list[int] = []
    while True:
        if wire_type == VARINT:
            _, at = _varint(data, at)
        elif wire_type == BYTES:
            _, at = _length(data, at)
        elif wire_type in FIXED:
            at += FIXED[wire_type]
            if at > len(data):
                raise malformed("truncated", f"Field {number} goes on behind the last byte, {len(data)}.")
        elif wire_type == GROUP:
            if len(open_groups) == MAX_GROUPS:
                raise malformed("too-deep", f"Groups nest deeper than {MAX_GROUPS} levels at byte {at}.")
            open_groups.append(number)
        elif not open_groups or open_groups.pop() != number:
            raise malformed("group-mismatch", f"Before byte {at} group {number} ends, which is not the innermost open one.")
        if not open_groups:
            return at
        if at >= len(data):
            raise malformed("group-unended", f"The bytes end while group {open_groups[-1]} is open.")
        number, wire_type, at = _tag(data, at)


def _check_text(value: bytes, number: int) -> None:
    """Refuses text that is not UTF-8 (RL-WIRE-13)."""
    try:
        value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise malformed(
            "not-utf8", f"Field {number} is not valid UTF-8: {error.reason} at its byte {error.start}."
        ) from error


def _shortest(value: int) -> bytes:
    """A varint in as few bytes as it takes."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
