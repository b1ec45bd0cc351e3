"""What MVDS nodes send each other: acknowledgements, offers, requests and messages."""

from typing import NamedTuple

from .message import Message, Numbers, from_record, to_record
from .proto import mvds_legacy_pb2, mvds_pb2
from .wire import parse


class Payload(NamedTuple):
    """Message ids that are acknowledged, offered and requested, and messages (RL-MSG-8)."""

    acks: tuple[bytes, ...] = ()
    offers: tuple[bytes, ...] = ()
    requests: tuple[bytes, ...] = ()
    messages: tuple[Message, ...] = ()

    @property
    def entries(self) -> int:
        """How many things it holds."""
        return len(self.acks) + len(self.offers) + len(self.requests) + len(self.messages)


def decode_payload(data: bytes, numbers: Numbers = Numbers.SPEC) -> Payload:
    """Read a payload by the schema alone (RL-MSG-8, RL-SYNC-47); raises ``Refused`` as malformed."""
    record: mvds_pb2.Payload | mvds_legacy_pb2.Payload = parse(numbers.schema.Payload, data)
    messages = tuple(from_record(message) for message in record.messages)
    return Payload(tuple(record.acks), tuple(record.offers), tuple(record.requests), messages)


def encode_payload(payload: Payload, numbers: Numbers = Numbers.SPEC) -> bytes:
    """Write a payload, in the canonical form."""
    record: mvds_pb2.Payload | mvds_legacy_pb2.Payload = numbers.schema.Payload(
        acks=payload.acks,
        offers=payload.offers,
        requests=payload.requests,
        messages=[to_record(message, numbers) for message in payload.messages],
    )
    return record.SerializeToString(deterministic=True)
