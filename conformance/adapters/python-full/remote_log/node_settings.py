"""What an MVDS node is told when it is opened."""

from enum import Enum
from typing import NamedTuple

from .address import Kind
from .log_settings import LogToWrite
from .message import Numbers


class Mailboxes(Enum):
    """What a node deposits in the mailboxes of its peers."""

    NOTHING = None
    MESSAGES = "messages"
    MESSAGES_AND_ACKS = "messages_and_acks"


class Bounds(NamedTuple):
    """A node's bounds, on which the nodes of a group have to agree; what is exactly at a bound is within it.

    ``payload_bytes`` and ``payload_entries``: of one payload, received or sent (RL-SYNC-41, RL-SYNC-42). ``records``: of
    one peer (RL-SYNC-43).
    """

    payload_bytes: int = 1 << 20
    payload_entries: int = 8_192
    records: int = 65_536


class Follow(NamedTuple):
    """The log of a peer that a node reads: whose it is, its name, its group, and the kind of its addresses."""

    peer: bytes
    name: str
    group: bytes
    kind: Kind


class NodeSettings(NamedTuple):
    """How a node works.

    ``peer`` is what its peers call it. ``interactive`` and ``buffered`` are its mode and its way of delivery. ``numbers``
    are those of all payloads (RL-SYNC-47). ``forward``: it passes messages on (RL-SYNC-39). ``authenticate``: it asks the
    application before it takes a message (RL-SYNC-48). ``groups`` says who is in each group when the node is opened for
    the first time. ``log`` is its own log, with its group; a node with mailboxes has none.
    """

    peer: bytes
    groups: dict[bytes, tuple[bytes, ...]]
    interactive: bool = False
    buffered: bool = False
    numbers: Numbers = Numbers.SPEC
    forward: bool = False
    authenticate: bool = False
    log: LogToWrite | None = None
    mailboxes: Mailboxes = Mailboxes.NOTHING
    bounds: Bounds = Bounds()
    follows: tuple[Follow, ...] = ()
