"""The form in which writers, readers and nodes keep what they know: JSON, compressed, bytes as hex."""

import json
import zlib
from collections.abc import Iterable
from typing import Any

_encode = json.JSONEncoder(separators=(",", ":")).encode


def pack(state: Any) -> bytes:
    """Bytes to be saved, out of lists, texts, numbers and nulls."""
    return zlib.compress(_encode(state).encode(), 1)


def unpack(saved: bytes) -> Any:
    """What was packed."""
    return json.loads(zlib.decompress(saved))


def hexes(values: Iterable[bytes]) -> list[str]:
    """Bytes as the saved form holds them."""
    return [value.hex() for value in values]


def unhexes(values: Iterable[str]) -> list[bytes]:
    """Bytes out of the saved form."""
    return [bytes.fromhex(value) for value in values]
