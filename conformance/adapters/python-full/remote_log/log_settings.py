"""What writers and readers are told of a log."""

from typing import NamedTuple

from .address import Kind
from .limits import RECOMMENDED, Limits

ALL = -1
"""For ``embed``: every pair of every page carries its content."""


class LogToWrite(NamedTuple):
    """A log and how it is written.

    ``group`` is the log's group under ``mvds``, and ``None`` for a log of other contents. ``page_size`` is the most pairs
    that a page may have, ``embed`` how many of the newest pairs of the head carry their content, or ``ALL``. With
    ``pointer`` the name holds no pairs and points to the newest page.
    """

    name: str
    group: bytes | None = None
    page_size: int = 100
    embed: int = 0
    pointer: bool = False


class LogToRead(NamedTuple):
    """A log and how it is read.

    ``group`` is the log's group under ``mvds``, and ``None`` for a log of other contents, which nothing can be checked
    with. ``kind`` is that of the addresses, as the log's descriptor says. With ``authenticate`` the application is asked
    about each message before it is delivered (RL-READ-23).
    """

    name: str
    group: bytes | None
    kind: Kind
    limits: Limits = RECOMMENDED
    authenticate: bool = False
