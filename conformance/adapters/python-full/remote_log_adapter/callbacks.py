"""Effects of a session as callbacks of the protocol, and their answers."""

from typing import Any

from remote_log.effects import (
    ANY,
    Add,
    Authenticate,
    Collect,
    Deposit,
    Effect,
    Failed,
    Fetch,
    Get,
    Load,
    Mail,
    MailItem,
    Save,
    Update,
)

from .values import Object, hexes


def callback(effect: Effect) -> tuple[str, Object]:
    """The callback's ``op`` and ``in``."""
    match effect:
        case Add(content):
            return "cas.add", {"content": content.hex()}
        case Get(address):
            return "cas.get", {"address": address.hex()}
        case Fetch(name):
            return "ns.fetch", {"name": name}
        case Update(name, content, expect):
            return "ns.update", {"name": name, "content": content.hex(), "expect": _expectation(expect)}
        case Load():
            return "state.load", {}
        case Save(state, delivered):
            return "state.save", {"state": state.hex(), "delivered": hexes(delivered)}
        case Authenticate(data):
            return "authenticate", {"data": data.hex()}
        case Deposit(peer, payload):
            return "mail.deposit", {"to": peer.hex(), "bytes": payload.hex()}
        case Collect(token):
            return "mail.collect", {"token": token}


def _expectation(expect: object) -> Object:
    if isinstance(expect, bytes):
        return {"state": "exact", "content": expect.hex()}
    return {"state": "any" if expect is ANY else "absent"}


def answer_to(effect: Effect, line: Object) -> Any:
    """What a session is told; raises ``KeyError`` or ``ValueError`` for an answer of another shape."""
    if "fail" in line and not isinstance(effect, Load | Save | Authenticate):
        return Failed(line["fail"]["reason"])
    ok = line["ok"]
    match effect:
        case Add():
            return bytes.fromhex(ok["address"])
        case Get() | Fetch():
            return bytes.fromhex(ok["content"])
        case Load():
            return None if ok["state"] is None else bytes.fromhex(ok["state"])
        case Authenticate():
            return bool(ok["accepted"])
        case Collect():
            return Mail(tuple(map(_item, ok["items"])), ok["token"])
    return None


def _item(item: Object) -> MailItem:
    sender, to, payload = (bytes.fromhex(item[name]) for name in ("from", "to", "bytes"))
    return MailItem(sender, to, payload, item["sealed"])
