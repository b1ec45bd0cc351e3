"""What each operation takes and answers. Bytes are strings of hex, integers strings of decimal digits."""

from collections.abc import Callable
from typing import Literal, TypedDict

Hex = str
Integer = str
Numbers = Literal["spec", "legacy"]
Service = Literal["content", "address", "name_update", "query", "response"]
Kind = Literal["opaque", "multihash", "cid"]
Profile = Literal["core", "mvds"]


class Nothing(TypedDict):
    """An empty object."""


class Bytes(TypedDict):
    bytes: Hex


class Pair(TypedDict):
    local: Hex
    remote: Hex
    data: Hex


class Page(TypedDict):
    pairs: list[Pair]
    tail: Hex


class ServiceDecode(TypedDict):
    message: Service
    bytes: Hex


class Fields(TypedDict):
    fields: dict[str, str]


class ServiceEncode(Fields):
    message: Service


class IdParts(TypedDict):
    group: Hex
    timestamp: Integer
    body: Hex


class Id(TypedDict):
    id: Hex


class Metadata(TypedDict):
    parents: list[Hex]
    ephemeral: bool


class Message(IdParts):
    metadata: Metadata | None


class Numbered(TypedDict):
    bytes: Hex
    numbers: Numbers


class MessageEncode(Message):
    numbers: Numbers


class MessageCheck(TypedDict):
    bytes: Hex
    id: Hex
    group: Hex


class Payload(TypedDict):
    acks: list[Hex]
    offers: list[Hex]
    requests: list[Hex]
    messages: list[Message]


class PayloadEncode(Payload):
    numbers: Numbers


class AddressCheck(TypedDict):
    kind: Kind
    address: Hex
    content: Hex


class Checked(TypedDict):
    checked: Literal["verified", "unverified"]


class Instance(TypedDict):
    instance: str


class Now(Instance):
    now: Integer


class WriterOpen(Instance):
    name: str
    profile: Profile
    group: Hex | None
    page_size: Integer
    embed: Integer | Literal["all"]
    head: Literal["inline", "pointer"]


class NewItem(TypedDict):
    id: Hex | None
    data: Hex


class WriterAppend(Now):
    items: list[NewItem]


class AppendedItem(TypedDict):
    id: Hex
    status: Literal["appended", "duplicate", "ephemeral"]


class Appended(TypedDict):
    items: list[AppendedItem]


class Status(TypedDict):
    status: str


class Limits(TypedDict):
    pages: Integer
    page_bytes: Integer
    pairs: Integer
    content_bytes: Integer
    call_bytes: Integer
    gets: Integer


class ReaderOpen(Instance):
    name: str
    profile: Profile
    group: Hex | None
    kind: Kind
    limits: Limits


class Delivered(TypedDict):
    id: Hex
    data: Hex
    check: Literal["verified", "opaque"]


class MissingItem(TypedDict):
    id: Hex
    reason: str


class Gap(TypedDict):
    address: Hex
    reason: str


class Evidence(TypedDict):
    floor: Hex
    head: Hex


class Synced(TypedDict):
    head: str
    delivered: list[Delivered]
    missing: list[MissingItem]
    gaps: list[Gap]
    cycles: list[Hex]
    inserted: list[Hex]
    reordered: bool
    evidence: Evidence | None


class StoreAdd(Instance):
    content: Hex


class Address(TypedDict):
    address: Hex


class StoreGet(Instance):
    address: Hex


class Content(Status):
    content: Hex | None


class Expect(TypedDict, total=False):
    state: Literal["absent", "exact", "any"]
    content: Hex


class StoreUpdate(Instance):
    name: str
    content: Hex
    expect: Expect


class StoreFetch(Instance):
    name: str


Operations = TypedDict(
    "Operations",
    {
        "page.decode": Callable[[Bytes], Page],
        "page.encode": Callable[[Page], Bytes],
        "service.decode": Callable[[ServiceDecode], Fields],
        "service.encode": Callable[[ServiceEncode], Bytes],
        "message.id": Callable[[IdParts], Id],
        "message.decode": Callable[[Numbered], Message],
        "message.encode": Callable[[MessageEncode], Bytes],
        "message.check": Callable[[MessageCheck], Nothing],
        "payload.decode": Callable[[Numbered], Payload],
        "payload.encode": Callable[[PayloadEncode], Bytes],
        "address.check": Callable[[AddressCheck], Checked],
        "writer.open": Callable[[WriterOpen], Nothing],
        "writer.append": Callable[[WriterAppend], Appended],
        "writer.publish": Callable[[Now], Status],
        "reader.open": Callable[[ReaderOpen], Nothing],
        "reader.sync": Callable[[Now], Synced],
        "store.open": Callable[[Instance], Nothing],
        "store.add": Callable[[StoreAdd], Address],
        "store.get": Callable[[StoreGet], Content],
        "store.update": Callable[[StoreUpdate], Status],
        "store.fetch": Callable[[StoreFetch], Content],
        "instance.drop": Callable[[Instance], Nothing],
    },
)
