"""An MVDS node: it brings messages to its peers and takes theirs, with and without helpers."""

from typing import Any, Literal, NamedTuple

from .catch_up import Delivered
from .effects import Deposit, Load, Save, Session, each, one
from .errors import Refused, mismatch
from .history import History
from .intake import DeliveredMessage, Intake, Taken
from .log_settings import LogToRead
from .mailbox import deposit, empty_mailbox
from .message import Message, Metadata, decode_message, encode_message
from .node_settings import Follow, Mailboxes, NodeSettings
from .node_state import NodeState
from .outbox import next_payload, payload_of
from .payload import Payload, encode_payload
from .reader import Reader
from .saved import pack, unpack
from .writer import NewItem, PublishStatus, Writer


class Sent(NamedTuple):
    """What a node sends in an epoch, by peer, and what waited long enough for its parents."""

    payloads: dict[bytes, bytes]
    delivered: list[DeliveredMessage]


class Helped(NamedTuple):
    """What helpers brought, and what became of the node's own log; ``None`` without one."""

    delivered: list[DeliveredMessage]
    published: PublishStatus | None


class Node:
    """A node. Each method but :meth:`__init__` is a session; see :mod:`remote_log.effects`.

    ``now`` is the time in seconds since some start, ``epoch`` the node's epoch. Everything is saved before it is let out
    (RL-SYNC-46).
    """

    def __init__(self, settings: NodeSettings, saved: bytes | None) -> None:
        self.settings = settings
        clocks, body, writer, readers = (None, None, None, []) if saved is None else unpack(saved)
        self.state = NodeState({group: self._others(peers) for group, peers in settings.groups.items()})
        if clocks is not None and body is not None:
            known = self.state.groups
            self.state = NodeState.unpack(clocks, body)
            self.state.groups = known | self.state.groups
        self.writer: Writer | None = None
        if settings.log is not None:
            self.writer = Writer(settings.log, None if writer is None else bytes.fromhex(writer))
        states = {tuple(key): state for *key, state in readers}
        self.readers = {
            follow: Reader(
                LogToRead(follow.name, follow.group, follow.kind, authenticate=settings.authenticate),
                bytes.fromhex(states[key]) if (key := _follow_key(follow)) in states else None,
            )
            for follow in settings.follows
        }
        self.intake = Intake(settings, self.state)
        self.saved = self._pack()

    @classmethod
    def open(cls, settings: NodeSettings) -> Session["Node"]:
        """Go on from what was saved."""
        return cls(settings, (yield from one(Load())))

    def peers(self, group: bytes, peers: tuple[bytes, ...]) -> Session[None]:
        """Say who is in a group from now on. What was for one that left is dropped (RL-SYNC-18)."""
        state = self.state
        state.groups[group] = self._others(peers)
        for peer, records in state.records.items():
            for item_id, record in list(records.items()):
                left = peer not in peers if record.group == group else record.group is None and not state.shares_any(peer)
                if left:
                    del records[item_id]
        for peer in [peer for peer in state.acks if not state.shares_any(peer)]:
            del state.acks[peer]
        state.deposits = [
            (peer, item_id) for peer, item_id in state.deposits if state.shares(peer, self._group_of(item_id))
        ]
        yield from self._save(Taken())

    def _group_of(self, item_id: bytes) -> bytes:
        return decode_message(self.state.contents[item_id]).group

    def append(
        self, now: int, group: bytes, timestamp: int, body: bytes, *, ephemeral: bool
    ) -> Session[tuple[bytes, Literal["appended", "duplicate"]]]:
        """Append a message of this node's own; answers its id.

        Raises ``Refused`` as a mismatch for a group that the node was never told of, and as too large for a message that no
        payload has room for, or while a peer has as many records as may be.
        """
        state = self.state
        state.seconds.tell(now)
        if group not in state.groups:
            raise mismatch(None, f"This node was never told of the group {group.hex()}.")
        item_id = Message(group, timestamp, body).id
        if item_id in state.had:
            return item_id, "duplicate"
        history = state.history(group)
        message = Message(group, timestamp, body, _metadata(history, ephemeral=ephemeral))
        content = encode_message(message)
        self._check_room(message, content)
        if not ephemeral:
            history.follow(message.parents, state.had)
            history.came(item_id)
        state.had.add(item_id)
        state.contents[item_id] = content
        for peer in state.groups[group]:
            self.intake.add_record(peer, item_id, self.intake.new_record(message))
        if not ephemeral:
            if self.settings.mailboxes is not Mailboxes.NOTHING:
                state.deposits += [(peer, item_id) for peer in state.groups[group]]  # RL-SYNC-49
            if self.writer is not None and self.writer.log.group == group:
                self.writer.take([NewItem(None, content)])  # RL-SYNC-31
        yield from self._save(Taken())
        return item_id, "appended"

    def _others(self, peers: tuple[bytes, ...]) -> list[bytes]:
        """The node itself is none of its peers."""
        return [peer for peer in peers if peer != self.settings.peer]

    def _check_room(self, message: Message, content: bytes) -> None:
        """Refuses a message that cannot be sent (RL-SYNC-42, RL-SYNC-43)."""
        bounds = self.settings.bounds
        size = len(payload_of(content, self.settings.numbers))
        if size > bounds.payload_bytes:
            raise Refused("too_large", None, f"The message takes {size} bytes; a payload has {bounds.payload_bytes}.")
        for peer in self.state.groups[message.group]:
            if len(self.state.records.get(peer, {})) >= bounds.records:
                raise Refused("too_large", None, f"The peer {peer.hex()} has {bounds.records} records, as many as may be.")

    def epoch(self, now: int, epoch: int) -> Session[Sent]:
        """Send what is due in this epoch: at most one payload a peer (RL-SYNC-3)."""
        state, taken = self.state, Taken()
        state.seconds.tell(now)
        state.epochs.tell(epoch)
        self.intake.deliver_what_waited_long(taken)
        this_epoch = (state.epochs.count, epoch)
        payloads: dict[bytes, Payload] = {}
        for peer in dict.fromkeys([*state.records, *state.acks]):
            if state.last_payload.get(peer) != this_epoch:
                payload = next_payload(state, self.settings, peer)
                if payload.entries:
                    payloads[peer] = payload
                    state.last_payload[peer] = this_epoch
        if payloads or taken.delivered or self._clock_went_back:
            yield from self._save(taken)
        if self.settings.mailboxes is Mailboxes.MESSAGES_AND_ACKS:
            acks = {peer: Payload(acks=payload.acks) for peer, payload in payloads.items() if payload.acks}
            yield from each([Deposit(peer, self._encode(payload)) for peer, payload in acks.items()])  # RL-SYNC-53
        return Sent({peer: self._encode(payload) for peer, payload in payloads.items()}, taken.delivered)

    def _encode(self, payload: Payload) -> bytes:
        return encode_payload(payload, self.settings.numbers)

    def receive(self, now: int, epoch: int, peer: bytes, data: bytes) -> Session[Taken]:
        """Take a payload of a peer, as far as it can be used."""
        taken = Taken()
        self.state.seconds.tell(now)
        self.state.epochs.tell(epoch)
        try:
            payload = self.intake.usable(peer, data)
        except Refused as refused:
            return Taken(refused=[(None, refused.reason)])
        self.intake.peer_is_there(peer)
        yield from self.intake.take(peer, payload, taken)
        yield from self._save(taken)
        return taken

    def helper(self, now: int, epoch: int) -> Session[Helped]:
        """Read the logs that the node follows and publish its own; empty its mailbox and deposit messages."""
        taken = Taken()
        self.state.seconds.tell(now)
        self.state.epochs.tell(epoch)
        for follow, reader in self.readers.items():
            report = yield from reader.catch_up(now)
            for item in report.delivered:
                self._from_log(follow, item, taken)
        yield from self._save(taken)
        if self.settings.mailboxes is not Mailboxes.NOTHING:
            yield from empty_mailbox(self.intake, taken, self._save)
            yield from deposit(self.settings, self.state)
            yield from self._save(taken)
        published = None
        if self.writer is not None:
            published = yield from self.writer.publish_with(lambda: self._save(taken))
        return Helped(taken.delivered, published)

    def _from_log(self, follow: Follow, item: Delivered, taken: Taken) -> None:
        self.intake.from_log(follow.peer, decode_message(item.data), item.id, taken)

    def _save(self, taken: Taken) -> Session[None]:
        """Save, unless nothing changed but clocks that went on, with what was delivered since the last save."""
        state = self._pack()
        if state == self.saved and not self._clock_went_back:
            return
        clocks = [[clock.count, clock.told] for clock in (self.state.epochs, self.state.seconds)]
        new = taken.delivered[taken.saved :]
        yield from one(Save(pack([clocks, *state]), tuple(message.id for message in new)))
        taken.saved = len(taken.delivered)
        self.saved = state
        self.state.epochs.went_back = self.state.seconds.went_back = False

    @property
    def _clock_went_back(self) -> bool:
        return self.state.epochs.went_back or self.state.seconds.went_back

    def _pack(self) -> list[Any]:
        writer = None if self.writer is None else self.writer.state.pack().hex()
        readers = [[*_follow_key(follow), reader.state.pack().hex()] for follow, reader in self.readers.items()]
        return [self.state.pack(), writer, readers]


def _metadata(history: History, *, ephemeral: bool) -> Metadata | None:
    """What a new message says about itself: nothing, where there is nothing to say (RL-SYNC-20, RL-SYNC-21)."""
    if ephemeral:
        return Metadata(ephemeral=True)
    parents = history.next_parents()
    return Metadata(parents) if parents else None


def _follow_key(follow: Follow) -> tuple[str, str, str]:
    return follow.peer.hex(), follow.name, follow.group.hex()
