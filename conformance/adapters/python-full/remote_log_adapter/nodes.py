"""MVDS nodes as instances of the protocol."""

from remote_log.effects import Session
from remote_log.intake import DeliveredMessage
from remote_log.message import Numbers
from remote_log.node import Node
from remote_log.node_settings import Bounds, Follow, Mailboxes, NodeSettings

from .logs import log_to_write
from .values import Object, unhexes


def open_node(given: Object) -> Session[Node]:
    """Open a node."""
    follows = (
        Follow(bytes.fromhex(follow["peer"]), follow["name"], bytes.fromhex(follow["group"]), follow["kind"])
        for follow in given["follows"]
    )
    return Node.open(
        NodeSettings(
            bytes.fromhex(given["peer"]),
            {bytes.fromhex(group["group"]): unhexes(group["peers"]) for group in given["groups"]},
            interactive=given["mode"] == "interactive",
            buffered=given["delivery"] == "buffered",
            numbers=Numbers(given["numbers"]),
            forward=given["forward"],
            authenticate=given["authenticate"],
            log=None if given["log"] is None else log_to_write(given["log"]),
            mailboxes=Mailboxes(given["mailboxes"]),
            bounds=Bounds(**{name: int(given["limits"][name]) for name in Bounds._fields}),
            follows=tuple(follows),
        )
    )


def node_peers(node: Node, given: Object) -> Session[Object]:
    """Say who is in a group."""
    yield from node.peers(bytes.fromhex(given["group"]), unhexes(given["peers"]))
    return {}


def node_append(node: Node, given: Object) -> Session[Object]:
    """Append a message."""
    group, body = unhexes([given["group"], given["body"]])
    item_id, status = yield from node.append(
        int(given["now"]), group, int(given["timestamp"]), body, ephemeral=given["ephemeral"]
    )
    return {"id": item_id.hex(), "status": status}


def node_epoch(node: Node, given: Object) -> Session[Object]:
    """Send what is due."""
    sent = yield from node.epoch(int(given["now"]), int(given["epoch"]))
    payloads = [{"peer": peer.hex(), "bytes": payload.hex()} for peer, payload in sent.payloads.items()]
    return {"payloads": payloads, "delivered": _delivered(sent.delivered)}


def node_receive(node: Node, given: Object) -> Session[Object]:
    """Take a payload."""
    peer, data = unhexes([given["peer"], given["bytes"]])
    taken = yield from node.receive(int(given["now"]), int(given["epoch"]), peer, data)
    refused = [{"id": None if item_id is None else item_id.hex(), "reason": reason} for item_id, reason in taken.refused]
    return {"delivered": _delivered(taken.delivered), "refused": refused}


def node_helper(node: Node, given: Object) -> Session[Object]:
    """Turn to the helpers."""
    helped = yield from node.helper(int(given["now"]), int(given["epoch"]))
    return {"delivered": _delivered(helped.delivered), "published": helped.published}


def _delivered(messages: list[DeliveredMessage]) -> list[Object]:
    return [{"id": message.id.hex(), "data": message.data.hex()} for message in messages]
