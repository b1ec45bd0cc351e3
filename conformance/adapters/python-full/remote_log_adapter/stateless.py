"""The operations that need nothing but their input."""

from collections.abc import Callable

from remote_log.address import check_address
from remote_log.message import Numbers, check_message, decode_message, encode_message, message_id
from remote_log.page import Page, Pair, decode_page, encode_page
from remote_log.payload import Payload, decode_payload, encode_payload
from remote_log.service import decode_service, encode_service

from .values import Object, hexes, message_of, of_message, unhexes


def page_decode(given: Object) -> Object:
    """Read a page."""
    page = decode_page(bytes.fromhex(given["bytes"]))
    pairs = [{"local": pair.local.hex(), "remote": pair.remote.hex(), "data": pair.data.hex()} for pair in page.pairs]
    return {"pairs": pairs, "tail": page.tail.hex()}


def page_encode(given: Object) -> Object:
    """Write a page."""
    pairs = [Pair(*unhexes([pair["local"], pair["remote"], pair["data"]])) for pair in given["pairs"]]
    return {"bytes": encode_page(Page(tuple(pairs), bytes.fromhex(given["tail"]))).hex()}


def service_decode(given: Object) -> Object:
    """Read a message of a service."""
    fields = decode_service(given["message"], bytes.fromhex(given["bytes"]))
    return {"fields": {name: value if isinstance(value, str) else value.hex() for name, value in fields.items()}}


def service_encode(given: Object) -> Object:
    """Write a message of a service."""
    fields = {name: value if name == "name" else bytes.fromhex(value) for name, value in given["fields"].items()}
    return {"bytes": encode_service(given["message"], fields).hex()}


def message_id_of(given: Object) -> Object:
    """Compute a message id."""
    group, body = unhexes([given["group"], given["body"]])
    return {"id": message_id(group, int(given["timestamp"]), body).hex()}


def message_decode(given: Object) -> Object:
    """Read a message."""
    return of_message(decode_message(bytes.fromhex(given["bytes"]), Numbers(given["numbers"])))


def message_encode(given: Object) -> Object:
    """Write a message."""
    return {"bytes": encode_message(message_of(given), Numbers(given["numbers"])).hex()}


def message_check(given: Object) -> Object:
    """Check content against what a log lists."""
    check_message(*unhexes([given["bytes"], given["id"], given["group"]]))
    return {}


def payload_decode(given: Object) -> Object:
    """Read a payload."""
    payload = decode_payload(bytes.fromhex(given["bytes"]), Numbers(given["numbers"]))
    ids = {"acks": payload.acks, "offers": payload.offers, "requests": payload.requests}
    return {name: hexes(values) for name, values in ids.items()} | {"messages": list(map(of_message, payload.messages))}


def payload_encode(given: Object) -> Object:
    """Write a payload."""
    acks, offers, requests = (unhexes(given[name]) for name in ("acks", "offers", "requests"))
    messages = tuple(map(message_of, given["messages"]))
    return {"bytes": encode_payload(Payload(acks, offers, requests, messages), Numbers(given["numbers"])).hex()}


def address_check(given: Object) -> Object:
    """Check content against its address."""
    address, content = unhexes([given["address"], given["content"]])
    return {"checked": check_address(given["kind"], address, content)}


STATELESS: dict[str, Callable[[Object], Object]] = {
    "page.decode": page_decode,
    "page.encode": page_encode,
    "service.decode": service_decode,
    "service.encode": service_encode,
    "message.id": message_id_of,
    "message.decode": message_decode,
    "message.encode": message_encode,
    "message.check": message_check,
    "payload.decode": payload_decode,
    "payload.encode": payload_encode,
    "address.check": address_check,
}
"""What each operation does with its ``in``; the result is its ``ok``."""
