"""How a node takes what peers and helpers bring: ACKs, REQUESTs, OFFERs and MESSAGEs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .effects import Authenticate, Session, one
from .errors import Reason, Refused, invalid, mismatch
from .history import parents_of
from .message import GROUP_BYTES, Message, encode_message
from .node_settings import NodeSettings
from .node_state import NodeState, Waiting
from .page import ID_BYTES
from .payload import Payload, decode_payload
from .records import Record, RecordType

LONGEST_WAIT = 3_600
MOST_WAITING = 1_024


class DeliveredMessage(NamedTuple):
    """A message that was delivered: its id, and its bytes with the numbers of the specification."""

    id: bytes
    data: bytes


@dataclass
class Taken:
    """What came of taking things: what was delivered, and what was refused, by id where there is one.

    ``saved`` is how many of those that were delivered stand in a save already.
    """

    delivered: list[DeliveredMessage] = field(default_factory=list)
    refused: list[tuple[bytes | None, Reason]] = field(default_factory=list)
    saved: int = 0


class Intake:
    """Takes things into the state of a node."""

    def __init__(self, settings: NodeSettings, state: NodeState) -> None:
        self.settings = settings
        self.state = state

    def usable(self, peer: bytes, data: bytes) -> Payload:
        """The payload, if anything of it may be taken; raises ``Refused`` (RL-SYNC-19, RL-SYNC-30, RL-SYNC-41)."""
        bounds = self.settings.bounds
        if not self.state.shares_any(peer):
            raise mismatch(None, f"The peer {peer.hex()} is in none of the groups.")
        if len(data) > bounds.payload_bytes:
            raise Refused("too_large", None, f"The payload has {len(data)} bytes; {bounds.payload_bytes} are allowed.")
        payload = decode_payload(data, self.settings.numbers)
        if payload.entries > bounds.payload_entries:
            raise Refused("too_large", None, f"The payload has {payload.entries} entries.")
        return payload

    def peer_is_there(self, peer: bytes) -> None:
        """A payload of the peer came directly (RL-SYNC-7)."""
        for record in self.state.records.get(peer, {}).values():
            record.peer_is_there(self.state.epochs.count)

    def take(self, peer: bytes, payload: Payload, taken: Taken) -> Session[None]:
        """Take a payload that counts as coming from the peer itself."""
        for item_id in self._sound(payload.acks, taken):
            self._end(peer, item_id)  # RL-SYNC-10
        for item_id in self._sound(payload.requests, taken):
            self._requested(peer, item_id)
        for item_id in self._sound(payload.offers, taken):
            self._offered(peer, item_id, taken)
        for message in payload.messages:
            try:
                yield from self._message(peer, message, taken)
            except Refused as refused:
                taken.refused.append((message.id, refused.reason))

    def _sound(self, ids: tuple[bytes, ...], taken: Taken) -> Iterator[bytes]:
        """The ids that are 32 bytes long; the others are refused (RL-SYNC-30)."""
        for item_id in ids:
            if len(item_id) == ID_BYTES:
                yield item_id
            else:
                taken.refused.append((item_id, "invalid"))

    # ------------------------------------------------------------------------------- ACK, REQUEST, OFFER

    def _end(self, peer: bytes, item_id: bytes) -> None:
        """The peer has the message: its OFFER or MESSAGE record ends."""
        records = self.state.records.get(peer, {})
        if item_id in records and records[item_id].carries:
            del records[item_id]

    def _requested(self, peer: bytes, item_id: bytes) -> None:
        """Only what there is a record of is sent: nothing ephemeral, nothing of a group that the peer is not in."""
        record = self.state.records.get(peer, {}).get(item_id)
        if record is not None and record.carries and not record.once:
            record.requested(self.state.epochs.count)

    def _offered(self, peer: bytes, item_id: bytes, taken: Taken) -> None:
        self._end(peer, item_id)
        if item_id in self.state.had:
            self.acknowledge(peer, item_id)  # RL-SYNC-16
        elif item_id not in self.state.records.get(peer, {}) and not self.add_record(
            peer, item_id, Record(RecordType.REQUEST, None, self.state.epochs.count)
        ):
            taken.refused.append((item_id, "too_large"))  # RL-SYNC-43

    def add_record(self, peer: bytes, item_id: bytes, record: Record) -> bool:
        """Keep a record, unless the peer has as many as may be (RL-SYNC-43)."""
        records = self.state.records.setdefault(peer, {})
        if item_id not in records and len(records) >= self.settings.bounds.records:
            return False
        records[item_id] = record
        return True

    def acknowledge(self, peer: bytes, item_id: bytes) -> None:
        """Send an ACK with the next payload, if there is room for it."""
        acks = self.state.acks.setdefault(peer, {})
        if len(acks) < self.settings.bounds.records:
            acks.setdefault(item_id, self.state.epochs.count)

    # ------------------------------------------------------------------------------------------ MESSAGE

    def _message(self, peer: bytes, message: Message, taken: Taken) -> Session[None]:
        """Take a message that came directly; raises ``Refused``."""
        if len(message.group) != GROUP_BYTES:
            raise invalid("group-length", f"The group id is {len(message.group)} bytes long, not 32.")
        if not self.state.shares(peer, message.group):
            raise mismatch(None, f"The peer {peer.hex()} is not in the group {message.group.hex()}.")  # RL-SYNC-19
        message_id = message.id
        content = encode_message(message)
        is_new = message_id not in self.state.had
        if is_new and self.settings.authenticate and not (yield from one(Authenticate(content))):
            raise mismatch(None, "The application refused the message.")  # RL-SYNC-48
        self._end(peer, message_id)
        if is_new or message_id in self.state.hinted:
            self._came_directly(peer, message, message_id, content, is_new)
            if is_new:
                self._deliver_or_wait(message, message_id, content, taken)
        if not message.ephemeral:
            self.acknowledge(peer, message_id)  # RL-SYNC-9, RL-SYNC-15, RL-SYNC-25

    def _came_directly(self, peer: bytes, message: Message, message_id: bytes, content: bytes, is_new: bool) -> None:
        """Its metadata counts, also in the place of what a helper brought (RL-SYNC-34)."""
        state, history = self.state, self.state.history(message.group)
        offered_by = self._processed(message_id)
        state.hinted.discard(message_id)
        if message.ephemeral:
            history.heads.pop(message_id, None)
            return
        if is_new:
            history.came(message_id)
        parents = parents_of(message, message_id)
        history.follow(parents, state.had)
        if self.settings.forward:
            self._pass_on({peer, *offered_by}, message, message_id, content)
            return
        for parent in parents:
            record = state.records.get(peer, {}).get(parent)
            if record is not None and record.group == message.group:
                self._end(peer, parent)  # RL-SYNC-37

    def _processed(self, message_id: bytes) -> list[bytes]:
        """The message is here: nobody is asked for it any more (RL-SYNC-14). Answers who had offered it."""
        self.state.had.add(message_id)
        asked = []
        for peer, records in self.state.records.items():
            if message_id in records and not records[message_id].carries:
                del records[message_id]
                asked.append(peer)
        return asked

    def _pass_on(self, not_to: set[bytes], message: Message, message_id: bytes, content: bytes) -> None:
        """Send or offer it to the others of the group, like a message of one's own (RL-SYNC-39)."""
        for peer in self.state.groups[message.group]:
            if peer not in not_to and self.add_record(peer, message_id, self.new_record(message)):
                self.state.contents[message_id] = content

    def new_record(self, message: Message) -> Record:
        """What goes to a peer about a new message (RL-SYNC-8, RL-SYNC-11, RL-SYNC-26, RL-SYNC-27)."""
        offer = self.settings.interactive and not message.ephemeral
        kind = RecordType.OFFER if offer else RecordType.MESSAGE
        return Record(kind, message.group, self.state.epochs.count, once=message.ephemeral)

    def from_log(self, author: bytes, message: Message, message_id: bytes, taken: Taken) -> None:
        """Take a message that the log of its author brought. Its metadata is a hint at most (RL-SYNC-32, RL-SYNC-33)."""
        if not self.state.shares(author, message.group):
            return  # RL-SYNC-19
        for parent in parents_of(message, message_id):
            record = self.state.records.get(author, {}).get(parent)
            if record is not None and record.carries and record.group == message.group:
                record.rest(self.state.epochs.count)  # RL-SYNC-35
        if message_id not in self.state.had:
            self._processed(message_id)
            self.state.hinted.add(message_id)
            self.state.history(message.group).came(message_id)
            self._deliver(message_id, encode_message(message), taken)
        self.acknowledge(author, message_id)

    # ------------------------------------------------------------------------------------------ delivery

    def _deliver_or_wait(self, message: Message, message_id: bytes, content: bytes, taken: Taken) -> None:
        parents = parents_of(message, message_id)
        if not self.settings.buffered or all(self.state.delivered(parent) for parent in parents):
            self._deliver(message_id, content, taken)
            return
        self.state.waiting[message_id] = Waiting(self.state.seconds.count, content, parents)  # RL-SYNC-22
        while len(self.state.waiting) > MOST_WAITING:
            self._deliver_waiting(next(iter(self.state.waiting)), taken)  # RL-SYNC-23

    def deliver_what_waited_long(self, taken: Taken) -> None:
        """A wait ends after a time (RL-SYNC-23)."""
        while self.state.waiting:
            message_id, longest = next(iter(self.state.waiting.items()))
            if self.state.seconds.count - longest.since < LONGEST_WAIT:
                return
            self._deliver_waiting(message_id, taken)

    def _deliver_waiting(self, message_id: bytes, taken: Taken) -> None:
        self._deliver(message_id, self.state.waiting.pop(message_id).content, taken)

    def _deliver(self, message_id: bytes, content: bytes, taken: Taken) -> None:
        """Deliver a message, and right after it what waited for it last."""
        ready = [(message_id, content)]
        while ready:
            message_id, content = ready.pop()
            taken.delivered.append(DeliveredMessage(message_id, content))
            freed = list(self._freed_by(message_id))
            for child in freed:
                del self.state.waiting[child[0]]
            ready += reversed(freed)

    def _freed_by(self, message_id: bytes) -> Iterator[tuple[bytes, bytes]]:
        """What waits for this message, and for nothing else."""
        for child, kept in self.state.waiting.items():
            if message_id in kept.parents and all(self.state.delivered(parent) for parent in kept.parents):
                yield child, kept.content
