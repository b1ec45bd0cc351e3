"""Messages of MVDS: their encoding, their ids, and whether content is the message that a log lists."""

from enum import Enum
from hashlib import sha256
from types import ModuleType
from typing import NamedTuple

from .errors import invalid, mismatch
from .proto import mvds_legacy_pb2, mvds_pb2
from .wire import parse

GROUP_BYTES = 32
"""How long the group id of a valid message is (RL-MSG-4)."""

Record = mvds_pb2.Message | mvds_legacy_pb2.Message


class Numbers(Enum):
    """Which field numbers messages and payloads have. It is settled out of band and never guessed (RL-MSG-12)."""

    SPEC = "spec"
    LEGACY = "legacy"

    @property
    def schema(self) -> ModuleType:
        """The generated code for these numbers."""
        return mvds_legacy_pb2 if self is Numbers.LEGACY else mvds_pb2


class Metadata(NamedTuple):
    """What a message says about itself, outside of its id: the messages that it follows, and whether it is kept."""

    parents: tuple[bytes, ...] = ()
    ephemeral: bool = False


class Message(NamedTuple):
    """A message. ``timestamp`` is in seconds of Unix time; no ``metadata`` differs from empty one (RL-MSG-9)."""

    group: bytes
    timestamp: int
    body: bytes
    metadata: Metadata | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether the message is kept out of history."""
        return self.metadata is not None and self.metadata.ephemeral

    @property
    def parents(self) -> tuple[bytes, ...]:
        """The ids that it says it follows, unchecked."""
        return () if self.metadata is None else self.metadata.parents

    @property
    def id(self) -> bytes:
        """Its native hash, 32 bytes."""
        return message_id(self.group, self.timestamp, self.body)


def message_id(group: bytes, timestamp: int, body: bytes) -> bytes:
    """The native hash of a message (RL-MSG-2), over a group id of any length (RL-MSG-3) and no metadata (RL-MSG-5)."""
    return sha256(b"MESSAGE_ID" + group + timestamp.to_bytes(8, "little", signed=True) + body).digest()


def decode_message(data: bytes, numbers: Numbers = Numbers.SPEC) -> Message:
    """Read a message by the schema alone (RL-MSG-1, RL-MSG-12); raises ``Refused`` as malformed."""
    record: Record = parse(numbers.schema.Message, data)
    return from_record(record)


def encode_message(message: Message, numbers: Numbers = Numbers.SPEC) -> bytes:
    """Write a message, in the canonical form."""
    return to_record(message, numbers).SerializeToString(deterministic=True)


def check_message(data: bytes, listed: bytes, group: bytes) -> Message:
    """The message that ``data`` holds, if it is the listed one of the log's group; raises ``Refused`` otherwise."""
    message = valid_message(data)
    if message.id != listed:
        raise mismatch("id-mismatch", f"The message has the id {message.id.hex()} and not {listed.hex()}.")  # RL-MSG-6
    return of_group(message, group)


def valid_message(data: bytes) -> Message:
    """The message that ``data`` holds; raises ``Refused`` for what is none (RL-MSG-4, RL-MSG-10, RL-MSG-11)."""
    if not data:
        raise invalid("empty", "Empty content is never a message.")
    message = decode_message(data)
    if len(message.group) != GROUP_BYTES:
        raise invalid("group-length", f"The group id is {len(message.group)} bytes long, not 32.")
    return message


def of_group(message: Message, group: bytes) -> Message:
    """The message, if it is of this group (RL-MSG-7); raises ``Refused`` as a mismatch otherwise."""
    if message.group != group:
        raise mismatch("group-mismatch-with-log", f"The message is of group {message.group.hex()}, not {group.hex()}.")
    return message


def from_record(record: Record) -> Message:
    """A message as the generated code has it."""
    metadata = None
    if record.HasField("metadata"):
        metadata = Metadata(tuple(record.metadata.parents), record.metadata.ephemeral)
    return Message(record.group_id, record.timestamp, record.body, metadata)


def to_record(message: Message, numbers: Numbers) -> Record:
    """A message as the generated code wants it."""
    metadata = None
    if message.metadata is not None:
        metadata = numbers.schema.Metadata(parents=message.metadata.parents, ephemeral=message.metadata.ephemeral)
    record: Record = numbers.schema.Message(
        group_id=message.group, timestamp=message.timestamp, body=message.body, metadata=metadata
    )
    return record
