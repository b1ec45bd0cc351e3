"""Records: what goes to a peer about a message until the peer answers, and when."""

from dataclasses import dataclass
from enum import Enum

SHORTEST_DELAY = 2
LONGEST_DELAY = 256
REST = 4_096
MOST_REQUESTS = 64
"""How often a REQUEST is sent before it is given up (RL-SYNC-17)."""


class RecordType(Enum):
    """What a record goes out as."""

    OFFER = "offer"
    REQUEST = "request"
    MESSAGE = "message"


@dataclass
class Record:
    """A message and a peer (RL-SYNC-1). All times are counts of the node's clock of epochs.

    ``group`` is the message's, and ``None`` for a REQUEST, whose message is not known yet. ``due`` is the send epoch,
    ``sends`` the send count, ``delay`` what the next send puts it off by. A record that goes out ``once`` ends with that.
    """

    type: RecordType
    group: bytes | None
    due: int
    sends: int = 0
    last_sent: int | None = None
    delay: int = SHORTEST_DELAY
    rested: bool = False
    once: bool = False

    @property
    def carries(self) -> bool:
        """Whether it stands for a message that this node has."""
        return self.type is not RecordType.REQUEST

    def sent(self, count: int) -> None:
        """It went out: the delay doubles up to the bound, and begins again (RL-SYNC-5, RL-SYNC-6)."""
        self.sends += 1
        self.last_sent = count
        if self.rested:
            self.due = count + REST
            return
        self.due = count + self.delay
        self.delay = SHORTEST_DELAY if self.delay == LONGEST_DELAY else min(2 * self.delay, LONGEST_DELAY)

    def peer_is_there(self, count: int) -> None:
        """It is due once the shortest delay has passed since it was last sent (RL-SYNC-7, RL-SYNC-36)."""
        self.due = min(self.due, count if self.last_sent is None else self.last_sent + SHORTEST_DELAY)
        self.delay = SHORTEST_DELAY
        self.rested = False

    def requested(self, count: int) -> None:
        """The peer asks for the message, which goes out with the next payload (RL-SYNC-13)."""
        self.type = RecordType.MESSAGE
        self.due = count
        self.delay = SHORTEST_DELAY
        self.rested = False

    def rest(self, count: int) -> None:
        """A helper says that the peer has the message: it is sent rarely (RL-SYNC-35)."""
        if not self.rested:
            self.rested = True
            self.due = count + REST
