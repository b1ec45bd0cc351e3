"""Which messages of a group nothing follows: the parents of the next one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .message import GROUP_BYTES, Message

MAX_PARENTS = 64
MAX_FOLLOWED = 65_536
"""How many ids are remembered that were named as a parent before they came; the ones named last."""


def parents_of(message: Message, message_id: bytes) -> tuple[bytes, ...]:
    """What counts as a message's parents: 32 bytes each, not the message itself, and within the bound."""
    if message.ephemeral:
        return ()
    parents = (parent for parent in message.parents[:MAX_PARENTS] if len(parent) == GROUP_BYTES and parent != message_id)
    return tuple(dict.fromkeys(parents))


@dataclass
class History:
    """Of one group (RL-SYNC-18): the messages that nothing follows, in the order in which they came, and those that were
    named as a parent before they came.
    """

    heads: dict[bytes, None] = field(default_factory=dict)
    followed: dict[bytes, None] = field(default_factory=dict)

    def came(self, message_id: bytes) -> None:
        """A message was processed: nothing follows it, unless it was named before (RL-SYNC-20)."""
        if message_id in self.followed:
            del self.followed[message_id]
        else:
            self.heads[message_id] = None

    def follow(self, parents: Iterable[bytes], had: set[bytes]) -> None:
        """A message that came directly names these as its parents."""
        for parent in parents:
            self.heads.pop(parent, None)
            if parent not in had:
                self.followed[parent] = None
        while len(self.followed) > MAX_FOLLOWED:
            del self.followed[next(iter(self.followed))]

    def next_parents(self) -> tuple[bytes, ...]:
        """The parents of the next message, the first to come; the others remain for the one after it."""
        return tuple(self.heads)[:MAX_PARENTS]
