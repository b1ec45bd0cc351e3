"""The messages of the services, where these are called over protobuf (RL-WIRE-8)."""

from google.protobuf.message import Message

from .proto import cas_pb2, ns_pb2
from .wire import parse

SERVICE_MESSAGES: dict[str, tuple[type[Message], ...]] = {
    "content": (cas_pb2.Content, ns_pb2.Content),
    "address": (cas_pb2.Address,),
    "name_update": (ns_pb2.NameUpdate,),
    "query": (ns_pb2.Query,),
    "response": (ns_pb2.Response,),
}
"""The generated code of each message. ``Content`` stands in both packages, with the same bytes."""

Fields = dict[str, bytes | str]
"""The fields of such a message by name; the name of a log is text, everything else bytes."""


def decode_service(message: str, data: bytes) -> Fields:
    """Read a message of a service; raises ``Refused`` as malformed, also for a name that is not UTF-8 (RL-WIRE-13)."""
    record = parse(SERVICE_MESSAGES[message][0], data)
    return {field.name: getattr(record, field.name) for field in record.DESCRIPTOR.fields}


def encode_service(message: str, fields: Fields) -> bytes:
    """Write a message of a service, in the canonical form."""
    return SERVICE_MESSAGES[message][0](**fields).SerializeToString(deterministic=True)
