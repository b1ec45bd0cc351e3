"""A page of a log: its pairs, the newest first, and its tail."""

from typing import NamedTuple

from .errors import invalid
from .proto.remotelog_pb2 import RemoteLog
from .wire import parse

ID_BYTES = 32
"""How long a message id is."""


class Pair(NamedTuple):
    """One entry of a log (RL-PAGE-1).

    ``local`` is the message id, 32 bytes; ``remote`` the address of the content in the content store, or nothing;
    ``data`` the content itself, or nothing.
    """

    local: bytes
    remote: bytes = b""
    data: bytes = b""


class Page(NamedTuple):
    """Pairs, the newest first (RL-PAGE-2), and the address of the next older page, empty at the end (RL-PAGE-3)."""

    pairs: tuple[Pair, ...] = ()
    tail: bytes = b""


def decode_page(data: bytes) -> Page:
    """Read a page (RL-WIRE-1). Zero bytes are the empty page (RL-PAGE-5).

    Raises ``Refused`` as malformed, or as invalid where a ``local`` is not 32 bytes long (RL-PAGE-4).
    """
    log = parse(RemoteLog, data)
    pairs = tuple(Pair(pair.localHash, pair.remoteHash, pair.data) for pair in log.pair)
    for index, pair in enumerate(pairs):
        if len(pair.local) != ID_BYTES:
            raise invalid("local-hash-length", f"The local hash of pair {index} is {len(pair.local)} bytes long, not 32.")
    return Page(pairs, log.tail)


def encode_page(page: Page) -> bytes:
    """Write a page, in the canonical form (RL-WIRE-2, RL-WIRE-7)."""
    pairs = [RemoteLog.Pair(remoteHash=pair.remote, localHash=pair.local, data=pair.data) for pair in page.pairs]
    return RemoteLog(pair=pairs, tail=page.tail).SerializeToString(deterministic=True)
