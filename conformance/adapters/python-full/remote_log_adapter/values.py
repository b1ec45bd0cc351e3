"""Values as the protocol writes them: bytes as hex, numbers as decimal strings."""

from typing import Any

from remote_log.message import Message, Metadata

Object = dict[str, Any]
"""A JSON object of the protocol."""


def optional_bytes(value: str | None) -> bytes | None:
    """Bytes out of hex, or nothing out of null."""
    return None if value is None else bytes.fromhex(value)


def hexes(values: Any) -> list[str]:
    """A list of bytes as hex."""
    return [value.hex() for value in values]


def unhexes(values: list[str]) -> tuple[bytes, ...]:
    """A list of hex as bytes."""
    return tuple(map(bytes.fromhex, values))


def message_of(value: Object) -> Message:
    """A message out of its fields."""
    metadata = value["metadata"]
    if metadata is not None:
        metadata = Metadata(unhexes(metadata["parents"]), metadata["ephemeral"])
    return Message(bytes.fromhex(value["group"]), int(value["timestamp"]), bytes.fromhex(value["body"]), metadata)


def of_message(message: Message) -> Object:
    """The fields of a message."""
    metadata = None
    if message.metadata is not None:
        metadata = {"parents": hexes(message.metadata.parents), "ephemeral": message.metadata.ephemeral}
    return {
        "group": message.group.hex(),
        "timestamp": str(message.timestamp),
        "body": message.body.hex(),
        "metadata": metadata,
    }
