"""Messages and payloads."""

import pytest

from remote_log.errors import Refused
from remote_log.message import Message, Metadata, Numbers, check_message, decode_message, encode_message
from remote_log.payload import Payload, decode_payload, encode_payload

GROUP = bytes(range(32))
M1 = Message(GROUP, 1570190400, b"hello")
M1_ID = bytes.fromhex("bc9c163201e09444111f22768f590bd59ead276f4b02ddac93828d1fb1252f54")
M1_BYTES = bytes.fromhex("8af70220" + GROUP.hex() + "90f702c0e8dcec059af70205" + b"hello".hex())


def test_m1_of_the_specification() -> None:
    """Its id and its bytes."""
    assert M1.id == M1_ID
    assert encode_message(M1) == M1_BYTES
    assert check_message(M1_BYTES, M1_ID, GROUP) == M1


@pytest.mark.parametrize("numbers", Numbers)
def test_metadata_is_absent_empty_or_full(numbers: Numbers) -> None:
    """Three different messages with one id, in both numberings; a time before 1970 comes back."""
    for metadata in (None, Metadata(), Metadata((M1_ID, b""), ephemeral=True)):
        message = Message(GROUP, -1, b"x", metadata)
        assert decode_message(encode_message(message, numbers), numbers) == message
        payload = Payload((M1_ID,), (b"o",), (b"r",), (message, M1))
        assert decode_payload(encode_payload(payload, numbers), numbers) == payload


def test_metadata_in_pieces_is_merged() -> None:
    """The parents of all in order, and the last flag (RL-WIRE-5)."""
    pieces = "a2f702050a01aa1001" + "a2f702050a01bb1000"
    assert decode_message(bytes.fromhex(pieces)).metadata == Metadata((b"\xaa", b"\xbb"), ephemeral=False)


@pytest.mark.parametrize(
    ("data", "listed", "group", "detail"),
    [
        (b"", M1_ID, GROUP, "empty"),
        (M1_BYTES[:-1], M1_ID, GROUP, "truncated"),
        (encode_message(M1._replace(group=GROUP[1:])), M1_ID, GROUP, "group-length"),
        (encode_payload(Payload(messages=(M1,))), M1_ID, GROUP, "group-length"),
        (encode_message(M1._replace(body=b"hellO")), M1_ID, GROUP, "id-mismatch"),
        (M1_BYTES, M1_ID, bytes(32), "group-mismatch-with-log"),
    ],
)
def test_what_is_not_the_listed_message(data: bytes, listed: bytes, group: bytes, detail: str) -> None:
    """Each check of the chapter, in its order."""
    with pytest.raises(Refused) as refused:
        check_message(data, listed, group)
    assert refused.value.detail == detail
