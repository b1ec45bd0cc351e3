"""What a node keeps, and the form in which it is saved."""

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .clock import Clock
from .history import History
from .records import Record, RecordType
from .saved import hexes, unhexes


class Waiting(NamedTuple):
    """A message that waits for its parents: since which count of seconds, its bytes, and these parents."""

    since: int
    content: bytes
    parents: tuple[bytes, ...]


@dataclass
class NodeState:
    """Everything that a node knows. ``had`` are the ids of all messages that it processed, its own included."""

    groups: dict[bytes, list[bytes]]
    epochs: Clock = field(default_factory=Clock)
    seconds: Clock = field(default_factory=Clock)
    records: dict[bytes, dict[bytes, Record]] = field(default_factory=dict)
    """By peer and by message."""
    contents: dict[bytes, bytes] = field(default_factory=dict)
    """The messages that records and deposits stand for, as the specification numbers them."""
    had: set[bytes] = field(default_factory=set)
    hinted: set[bytes] = field(default_factory=set)
    """Those of them that only a helper brought, so that their metadata is a hint."""
    histories: dict[bytes, History] = field(default_factory=dict)
    waiting: dict[bytes, Waiting] = field(default_factory=dict)
    """What was processed, and is kept until its parents are delivered; the longest first."""
    deposits: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Messages that are yet to be put into mailboxes, by peer and id."""
    last_payload: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    """When each peer was last sent a payload: the count of epochs, and the epoch as it was told."""
    acks: dict[bytes, dict[bytes, int]] = field(default_factory=dict)
    """By peer and message, since which count of epochs an ACK is to be sent. They are never saved."""

    def shares(self, peer: bytes, group: bytes) -> bool:
        """Whether the peer is in this group."""
        return peer in self.groups.get(group, ())

    def shares_any(self, peer: bytes) -> bool:
        """Whether the peer is in any group."""
        return any(peer in peers for peers in self.groups.values())

    def history(self, group: bytes) -> History:
        """The history of a group."""
        return self.histories.setdefault(group, History())

    def delivered(self, message_id: bytes) -> bool:
        """Whether the message needs no more waiting for."""
        return message_id in self.had and message_id not in self.waiting

    def forget_contents(self) -> None:
        """Forget the contents that nothing stands for any more."""
        needed = {item_id for records in self.records.values() for item_id, record in records.items() if record.carries}
        needed.update(item_id for _, item_id in self.deposits)
        for item_id in self.contents.keys() - needed:
            del self.contents[item_id]

    def pack(self) -> str:
        """All but the clocks and the ACKs, as JSON."""
        self.forget_contents()
        return json.dumps(
            [
                [[group.hex(), hexes(peers)] for group, peers in self.groups.items()],
                [
                    [peer.hex(), [[item_id.hex(), *_packed(record)] for item_id, record in records.items()]]
                    for peer, records in self.records.items()
                ],
                [[item_id.hex(), content.hex()] for item_id, content in self.contents.items()],
                sorted(hexes(self.had)),
                sorted(hexes(self.hinted)),
                [[group.hex(), hexes(h.heads), hexes(h.followed)] for group, h in self.histories.items()],
                [
                    [item_id.hex(), kept.since, kept.content.hex(), hexes(kept.parents)]
                    for item_id, kept in self.waiting.items()
                ],
                [hexes(deposit) for deposit in self.deposits],
                [[peer.hex(), *when] for peer, when in self.last_payload.items()],
            ]
        )

    @classmethod
    def unpack(cls, clocks: list[tuple[int, int]], body: str) -> "NodeState":
        """The state that was saved."""
        groups, records, contents, had, hinted, histories, waiting, deposits, last_payload = json.loads(body)
        return cls(
            groups={bytes.fromhex(group): unhexes(peers) for group, peers in groups},
            epochs=Clock(*clocks[0]),
            seconds=Clock(*clocks[1]),
            records={
                bytes.fromhex(peer): {bytes.fromhex(item_id): _unpacked(*fields) for item_id, *fields in of_peer}
                for peer, of_peer in records
            },
            contents={bytes.fromhex(item_id): bytes.fromhex(content) for item_id, content in contents},
            had=set(unhexes(had)),
            hinted=set(unhexes(hinted)),
            histories={
                bytes.fromhex(group): History(dict.fromkeys(unhexes(heads)), dict.fromkeys(unhexes(followed)))
                for group, heads, followed in histories
            },
            waiting={
                bytes.fromhex(item_id): Waiting(since, bytes.fromhex(content), tuple(unhexes(parents)))
                for item_id, since, content, parents in waiting
            },
            deposits=[(bytes.fromhex(peer), bytes.fromhex(item_id)) for peer, item_id in deposits],
            last_payload={bytes.fromhex(peer): (count, told) for peer, count, told in last_payload},
        )


def _packed(record: Record) -> list[Any]:
    group = None if record.group is None else record.group.hex()
    schedule = [record.due, record.sends, record.last_sent, record.delay, record.rested, record.once]
    return [record.type.value, group, *schedule]


def _unpacked(kind: str, group: str | None, *schedule: Any) -> Record:
    return Record(RecordType(kind), None if group is None else bytes.fromhex(group), *schedule)
