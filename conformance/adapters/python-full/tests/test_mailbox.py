"""Mailboxes as a helper of a node."""

import pytest

from remote_log.effects import Collect, Deposit, Effect, Failed, FailureReason, Mail, MailItem, Save
from remote_log.message import Message, decode_message
from remote_log.node import Node
from remote_log.node_settings import Mailboxes, NodeSettings
from remote_log.payload import Payload, decode_payload, encode_payload

from .world import GROUP, World

ALICE, BOB = b"alice", b"bob"
MESSAGE = Message(GROUP, 1, b"m")
PAYLOAD = encode_payload(Payload(messages=(MESSAGE,)))
SOUND = MailItem(ALICE, BOB, PAYLOAD, sealed=True)


def open_node(world: World, peer: bytes, other: bytes, mailboxes: Mailboxes = Mailboxes.MESSAGES) -> Node:
    """A node out of what was saved."""
    return world.run(Node.open(NodeSettings(peer, {GROUP: (other,)}, mailboxes=mailboxes)))


def collected(world: World, *items: MailItem) -> list[bytes]:
    """What Bob delivers out of a mailbox that hands these out until they are confirmed."""

    def mail(effect: Effect) -> Mail:
        assert isinstance(effect, Collect)
        return Mail(items if effect.token is None else (), "7")

    world.mail = mail
    helped = world.run(open_node(world, BOB, ALICE).helper(0, 1))
    return [decode_message(message.data).body for message in helped.delivered]


@pytest.mark.parametrize(
    ("item", "taken"),
    [
        (SOUND, [b"m"]),
        (MailItem(ALICE, BOB, PAYLOAD, sealed=False), []),
        (MailItem(ALICE, b"carol", PAYLOAD, sealed=True), []),
        (MailItem(b"mallory", BOB, PAYLOAD, sealed=True), []),
        (MailItem(ALICE, BOB, PAYLOAD[:-1], sealed=True), []),
    ],
)
def test_only_what_a_peer_sealed_for_this_node_is_taken(item: MailItem, taken: list[bytes]) -> None:
    """Everything else is dropped (RL-SYNC-51)."""
    assert collected(World(), item) == taken


def test_what_was_collected_is_confirmed_after_it_was_saved() -> None:
    """And delivered once, though it is handed out again (RL-SYNC-52)."""
    world = World()
    assert collected(world, SOUND) == [b"m"]
    assert [type(effect) for effect in world.seen] == [Collect, Save, Collect]
    assert [effect.token for effect in world.seen if isinstance(effect, Collect)] == [None, "7"]
    assert collected(world, SOUND) == []


def test_a_mailbox_that_hands_out_the_same_for_ever_is_left_after_a_while() -> None:
    """It cannot keep a node busy."""
    world = World(mail=lambda _: Mail((SOUND,), "7"))
    assert len(world.run(open_node(world, BOB, ALICE).helper(0, 1)).delivered) == 1
    assert world.count(Collect) == 64


@pytest.mark.parametrize(
    ("reason", "again"), [("full", True), ("timeout", True), ("not_found", False), ("too_large", False)]
)
def test_deposits(reason: FailureReason, again: bool) -> None:
    """Each message once for each peer; what failed is tried again if it can succeed (RL-SYNC-49, RL-SYNC-50)."""
    world = World(mail=lambda effect: Failed(reason) if isinstance(effect, Deposit) else Mail((), "0"))
    alice = open_node(world, ALICE, BOB)
    world.run(alice.append(0, GROUP, 1, b"m", ephemeral=False))
    world.run(alice.append(0, GROUP, 1, b"typing", ephemeral=True))
    world.run(open_node(world, ALICE, BOB).helper(0, 1))
    assert [effect.payload for effect in world.seen if isinstance(effect, Deposit)] == [PAYLOAD]
    world.mail = lambda effect: None if isinstance(effect, Deposit) else Mail((), "0")
    for _ in range(2):
        world.run(open_node(world, ALICE, BOB).helper(0, 2))
    assert world.count(Deposit) == 1 + again


def test_acks_are_deposited_when_they_are_sent() -> None:
    """As an item of their own, after the save (RL-SYNC-53)."""
    world = World()
    bob = open_node(world, BOB, ALICE, Mailboxes.MESSAGES_AND_ACKS)
    world.run(bob.receive(0, 1, ALICE, PAYLOAD))
    world.seen.clear()
    world.run(bob.epoch(0, 1))
    assert [type(effect) for effect in world.seen] == [Save, Deposit]
    (deposit,) = (effect for effect in world.seen if isinstance(effect, Deposit))
    assert decode_payload(deposit.payload) == Payload(acks=(MESSAGE.id,))
