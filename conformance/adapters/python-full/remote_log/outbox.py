"""What goes out to a peer in an epoch, within the bounds of a payload."""

from collections.abc import Iterator

from .message import Numbers, decode_message
from .node_settings import NodeSettings
from .node_state import NodeState
from .payload import Payload, encode_payload
from .records import MOST_REQUESTS, RecordType


def payload_of(content: bytes, numbers: Numbers) -> bytes:
    """A payload of one message alone."""
    return encode_payload(Payload(messages=(decode_message(content),)), numbers)


def next_payload(state: NodeState, settings: NodeSettings, peer: bytes) -> Payload:
    """Take what is due for a peer, what was due first going first, as far as it fits (RL-SYNC-3, RL-SYNC-4, RL-SYNC-42).

    The records are marked as sent, and the ACKs are forgotten (RL-SYNC-2). What does not fit stays due.
    """
    parts: dict[str, list[bytes]] = {"acks": [], "offers": [], "requests": [], "messages": []}
    size = 0
    for entries, (_, part, item_id) in enumerate(sorted(_due(state, peer), key=lambda due: due[0]), start=1):
        content = state.contents[item_id] if part == "messages" else item_id
        size += _size(content, part, settings.numbers)
        if size > settings.bounds.payload_bytes or entries > settings.bounds.payload_entries:
            break
        parts[part].append(content)
        _sent(state, peer, part, item_id)
    messages = tuple(map(decode_message, parts["messages"]))
    return Payload(tuple(parts["acks"]), tuple(parts["offers"]), tuple(parts["requests"]), messages)


def _due(state: NodeState, peer: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Since when each thing is due, the part of the payload that it goes into, and the message's id."""
    for item_id, due in state.acks.get(peer, {}).items():
        yield due, "acks", item_id
    records = state.records.get(peer, {})
    for item_id, record in list(records.items()):
        if record.due > state.epochs.count:
            continue
        if record.type is RecordType.REQUEST and record.sends >= MOST_REQUESTS:
            del records[item_id]  # RL-SYNC-17
            continue
        yield record.due, f"{record.type.value}s", item_id


def _size(content: bytes, part: str, numbers: Numbers) -> int:
    """How many bytes of a payload this takes."""
    if part == "messages":
        return len(encode_payload(Payload(messages=(decode_message(content),)), numbers))
    return len(encode_payload(Payload(acks=(content,)), numbers))


def _sent(state: NodeState, peer: bytes, part: str, item_id: bytes) -> None:
    if part == "acks":
        del state.acks[peer][item_id]
        return
    record = state.records[peer][item_id]
    record.sent(state.epochs.count)
    if record.once:
        del state.records[peer][item_id]  # RL-SYNC-27
