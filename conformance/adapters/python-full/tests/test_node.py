"""Nodes: the exchanges of the chapter on syncing, epoch by epoch."""

from collections.abc import Callable

import pytest

from remote_log.clock import Clock
from remote_log.errors import Refused
from remote_log.log_settings import LogToWrite
from remote_log.message import Message, Metadata, decode_message
from remote_log.node import Node
from remote_log.node_settings import Bounds, Follow, NodeSettings
from remote_log.payload import Payload, decode_payload, encode_payload
from remote_log.records import Record, RecordType

from .world import GROUP, World

ALICE, BOB, CAROL = b"alice", b"bob", b"carol"


class Device:
    """A node with a world of its own, which is started again before each request."""

    def __init__(self, peer: bytes, world: World | None = None, **settings: object) -> None:
        everybody = (ALICE, BOB, CAROL) if settings.pop("three", False) else (ALICE, BOB)
        groups = {GROUP: tuple(other for other in everybody if other != peer)}
        self.settings = NodeSettings(peer, groups, **settings)  # type: ignore[arg-type]
        self.world = world or World()

    @property
    def node(self) -> Node:
        """The node, out of what was saved."""
        return self.world.run(Node.open(self.settings))

    def append(self, body: str, *, ephemeral: bool = False) -> bytes:
        """Append a message; answers its id."""
        return self.world.run(self.node.append(0, GROUP, 1, body.encode(), ephemeral=ephemeral))[0]

    def epoch(self, epoch: int, now: int = 0) -> dict[bytes, Payload]:
        """What it sends in this epoch."""
        sent = self.world.run(self.node.epoch(now, epoch))
        return {peer: decode_payload(data) for peer, data in sent.payloads.items()}

    def receive(self, epoch: int, peer: bytes, payload: Payload, now: int = 0) -> list[str]:
        """Take a payload; answers what was delivered, or why something was refused."""
        taken = self.world.run(self.node.receive(now, epoch, peer, encode_payload(payload)))
        return [decode_message(message.data).body.decode() for message in taken.delivered] + [
            reason for _, reason in taken.refused
        ]


def kinds(sent: dict[bytes, Payload]) -> list[str]:
    """What kinds of things the only payload holds."""
    return [] if not sent else [name for payload in sent.values() for name in Payload._fields if getattr(payload, name)]


def exchange(
    alice: Device, bob: Device, lost: Callable[[int, bytes], bool], last: int
) -> dict[tuple[int, bytes], list[str]]:
    """Both act in each epoch, Alice first; answers what each sent."""
    told: dict[tuple[int, bytes], list[str]] = {}
    for epoch in range(1, last + 1):
        for sender, receiver in ((alice, bob), (bob, alice)):
            name = sender.settings.peer
            sent = sender.epoch(epoch)
            if sent:
                told[epoch, name] = kinds(sent)
                if not lost(epoch, name):
                    # A node that has state only in memory would lose its ACKs: they are not saved.
                    receiver.receive(epoch, name, sent[receiver.settings.peer])
    return told


class Living(Device):
    """A device that goes on without being started again, so that its ACKs go out."""

    @property
    def node(self) -> Node:
        """The same node each time."""
        if not hasattr(self, "_node"):
            self._node = self.world.run(Node.open(self.settings))
        return self._node


def test_batch_mode_with_every_second_payload_lost() -> None:
    """The first table of the chapter (RL-SYNC-8 to RL-SYNC-10, RL-SYNC-15)."""
    alice, bob = Living(ALICE), Living(BOB)
    alice.append("m")
    told = exchange(alice, bob, lambda epoch, name: (epoch, name) in {(1, ALICE), (3, BOB)}, last=30)
    assert told == {
        (1, ALICE): ["messages"],
        (3, ALICE): ["messages"],
        (3, BOB): ["acks"],
        (7, ALICE): ["messages"],
        (7, BOB): ["acks"],
    }


def test_interactive_mode_goes_on_from_where_it_stood() -> None:
    """The second table (RL-SYNC-11 to RL-SYNC-14)."""
    alice, bob = Living(ALICE, interactive=True), Living(BOB, interactive=True)
    alice.append("m")
    told = exchange(alice, bob, lambda epoch, name: (epoch, name) in {(1, ALICE), (3, BOB), (6, ALICE)}, last=30)
    assert told == {
        (1, ALICE): ["offers"],
        (3, ALICE): ["offers"],
        (3, BOB): ["requests"],
        (5, BOB): ["requests"],
        (6, ALICE): ["messages"],
        (8, ALICE): ["messages"],
        (8, BOB): ["acks"],
    }


def test_delays_double_up_to_the_bound_and_begin_again() -> None:
    """2, 4, 8, …, 256 and 2 again (RL-SYNC-6)."""
    record = Record(RecordType.MESSAGE, GROUP, due=0)
    delays = []
    for _ in range(10):
        now = record.due
        record.sent(now)
        delays.append(record.due - now)
    assert delays == [2, 4, 8, 16, 32, 64, 128, 256, 2, 4]


def test_a_peer_that_is_there_makes_records_due() -> None:
    """Once the shortest delay has passed since the last send; a rested one too (RL-SYNC-7, RL-SYNC-36)."""
    record = Record(RecordType.MESSAGE, GROUP, due=64, sends=6, last_sent=32, delay=64)
    record.rest(40)
    assert record.due == 40 + 4096
    record.peer_is_there(50)
    assert (record.due, record.delay) == (34, 2)
    record.sent(50)
    assert record.due == 52


def test_an_epoch_that_jumps() -> None:
    """The table of the chapter on clocks (RL-SYNC-44, RL-SYNC-45); the node is started again each time."""
    alice = Device(ALICE)
    alice.append("m")
    told = [epoch for epoch in (10, 12, 1_000_000, *range(14, 24)) if alice.epoch(epoch)]
    assert told == [10, 12, 1_000_000, 22]
    clock = Clock()
    for value, count in ((10, 10), (12, 12), (1_000_000, 1_000_000), (14, 1_000_000), (22, 1_000_008)):
        clock.tell(value)
        assert clock.count == count


def test_a_second_payload_in_the_same_epoch_is_not_sent() -> None:
    """What came in between goes out with the next; after a restart too (RL-SYNC-3)."""
    alice = Device(ALICE)
    alice.append("a")
    assert len(alice.epoch(1)[BOB].messages) == 1
    alice.append("b")
    assert alice.epoch(1) == {}
    assert [message.body for message in alice.epoch(2)[BOB].messages] == [b"b"]


def test_ephemeral_messages_go_out_once_and_are_not_acknowledged() -> None:
    """In batch mode whatever the mode is (RL-SYNC-25 to RL-SYNC-28)."""
    alice, bob = Device(ALICE, interactive=True), Living(BOB)
    item = alice.append("typing", ephemeral=True)
    sent = alice.epoch(1)
    assert kinds(sent) == ["messages"]
    assert bob.receive(1, ALICE, sent[BOB]) == ["typing"]
    assert bob.epoch(1) == {}
    alice.receive(2, BOB, Payload(requests=(item,)))
    assert alice.epoch(100) == {}


def test_parents_are_what_nothing_follows() -> None:
    """Named once, also if they were named before they came; never an ephemeral one (RL-SYNC-20, RL-SYNC-21)."""
    bob = Device(BOB)
    first = Message(GROUP, 1, b"first")
    second = Message(GROUP, 2, b"second", Metadata((first.id,)))
    typing = Message(GROUP, 3, b"typing", Metadata(ephemeral=True))
    bob.receive(1, ALICE, Payload(messages=(second, first, typing)))
    bob.append("mine")
    (message,) = bob.epoch(1)[ALICE].messages
    assert message.parents == (second.id,)


def test_a_message_waits_for_its_parents_and_not_for_ever() -> None:
    """It is delivered right after the last of them, or after an hour (RL-SYNC-22, RL-SYNC-23)."""
    bob = Device(BOB, buffered=True)
    parent = Message(GROUP, 1, b"parent")
    child = Message(GROUP, 2, b"child", Metadata((parent.id,)))
    grandchild = Message(GROUP, 3, b"grandchild", Metadata((child.id,)))
    orphan = Message(GROUP, 4, b"orphan", Metadata((bytes(32),)))
    assert bob.receive(1, ALICE, Payload(messages=(grandchild, child, orphan)), now=100) == []
    assert bob.receive(1, ALICE, Payload(messages=(parent,)), now=100) == ["parent", "child", "grandchild"]
    assert bob.world.run(bob.node.epoch(3_699, 2)).delivered == []
    assert [message.id for message in bob.world.run(bob.node.epoch(3_700, 3)).delivered] == [orphan.id]


@pytest.mark.parametrize(
    ("peer", "payload", "reasons"),
    [
        (b"mallory", Payload(messages=(Message(GROUP, 1, b"x"),)), ["mismatch"]),
        (ALICE, Payload(messages=(Message(bytes(32), 1, b"x"), Message(GROUP, 1, b"y"))), ["y", "mismatch"]),
        (ALICE, Payload(acks=(b"short",), messages=(Message(b"g", 1, b"x"),)), ["invalid", "invalid"]),
        (ALICE, Payload(offers=tuple(bytes([n] * 32) for n in range(4))), ["too_large"]),
        (ALICE, Payload(offers=tuple(bytes([n] * 32) for n in range(3))), ["too_large"]),
    ],
)
def test_what_is_refused(peer: bytes, payload: Payload, reasons: list[str]) -> None:
    """Strangers, other groups, false lengths, too many entries, and more records than may be."""
    bob = Device(BOB, bounds=Bounds(payload_entries=3, records=2))
    assert bob.receive(1, peer, payload) == reasons


def test_a_node_keeps_to_its_own_bounds() -> None:
    """What does not fit goes out in the next epochs, what was due first going first (RL-SYNC-42, RL-SYNC-43)."""
    alice = Device(ALICE, bounds=Bounds(payload_entries=2, records=3))
    for body in ("a", "b", "c"):
        alice.append(body)
    with pytest.raises(Refused, match="as many as may be"):
        alice.append("d")
    sent = [alice.epoch(epoch)[BOB].messages for epoch in (1, 2)]
    assert [[message.body for message in messages] for messages in sent] == [[b"a", b"b"], [b"c"]]
    with pytest.raises(Refused, match="a payload has"):
        Device(ALICE, bounds=Bounds(payload_bytes=60)).append("a" * 30)


def test_a_log_brings_what_its_author_wrote_and_its_metadata_is_a_hint() -> None:
    """It is acknowledged; a direct copy replaces the metadata and is not delivered again (RL-SYNC-31 to RL-SYNC-34)."""
    world = World()
    alice = Device(ALICE, world, log=LogToWrite("alice", GROUP))
    alice.append("a")
    assert world.run(alice.node.helper(0, 1)).published == "published"
    bob = Living(BOB, World(store=world.store), follows=(Follow(ALICE, "alice", GROUP, "multihash"),))
    brought = bob.world.run(bob.node.helper(0, 1))
    assert [decode_message(message.data).body for message in brought.delivered] == [b"a"]
    assert kinds(bob.epoch(1)) == ["acks"]
    assert bob.receive(2, ALICE, alice.epoch(2)[BOB]) == []
    assert kinds(bob.epoch(2)) == ["acks"]


def test_evidence_out_of_a_log_lets_a_record_rest_and_does_not_end_it() -> None:
    """Bob's log names Alice's message; she sends it again as soon as he is there (RL-SYNC-35, RL-SYNC-36)."""
    world = World()
    alice = Device(ALICE, world, follows=(Follow(BOB, "bob", GROUP, "multihash"),))
    alice.append("a")
    (message,) = alice.epoch(1)[BOB].messages
    bob = Device(BOB, World(store=world.store), log=LogToWrite("bob", GROUP))
    bob.receive(1, ALICE, Payload(messages=(message,)))
    bob.append("b")
    bob.world.run(bob.node.helper(0, 1))
    alice.world.run(alice.node.helper(0, 2))
    assert [epoch for epoch in range(2, 300) if alice.epoch(epoch).get(BOB, Payload()).messages] == []
    alice.receive(300, BOB, Payload())
    assert [sent.body for sent in alice.epoch(300)[BOB].messages] == [b"a"]


def test_passing_on() -> None:
    """To those who neither sent nor offered it, and only by a node that does (RL-SYNC-39, RL-SYNC-40)."""
    message = Message(GROUP, 1, b"a")
    for forward, told in ((True, [CAROL]), (False, [])):
        bob = Device(BOB, forward=forward, three=True)
        bob.receive(1, ALICE, Payload(messages=(message,)))
        assert list(bob.epoch(1)) == told
    bob = Device(BOB, forward=True, three=True)
    bob.receive(1, CAROL, Payload(offers=(message.id,)))
    bob.receive(1, ALICE, Payload(messages=(message,)))
    assert bob.epoch(1) == {}


def test_who_left_a_group_gets_nothing_more() -> None:
    """And what node.peers said is there after a restart (RL-SYNC-18)."""
    alice = Device(ALICE)
    alice.append("a")
    alice.world.run(alice.node.peers(GROUP, ()))
    alice.append("b")
    assert alice.epoch(1) == {}
