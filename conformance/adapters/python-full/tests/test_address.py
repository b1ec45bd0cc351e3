"""Content against its address."""

import hashlib

import pytest
from multiformats import multicodec, varint

from remote_log.address import HASHES, Kind, check_address
from remote_log.errors import Refused

HELLO = b"hello"
DIGEST = hashlib.sha256(HELLO).digest()
MULTIHASH = b"\x12\x20" + DIGEST


@pytest.mark.parametrize(
    ("kind", "address", "checked"),
    [
        ("opaque", MULTIHASH[:-1], "unverified"),
        ("multihash", MULTIHASH, "verified"),
        ("multihash", b"\x13\x40" + hashlib.sha512(HELLO).digest(), "verified"),
        ("multihash", b"\xa0\xe4\x02\x20" + hashlib.blake2b(HELLO, digest_size=32).digest(), "verified"),
        ("multihash", b"\x11\x14" + bytes(20), "unverified"),
        ("cid", b"\x01\x55" + MULTIHASH, "verified"),
        ("cid", b"\x01\x70" + MULTIHASH[:-1] + b"\x00", "unverified"),
        ("cid", b"\x12\x20" + bytes(32), "unverified"),
    ],
)
def test_what_can_be_said_of_content(kind: Kind, address: bytes, checked: str) -> None:
    """Verified, or unverified where the kind, the codec or the hash function allows no more."""
    assert check_address(kind, address, HELLO) == checked


@pytest.mark.parametrize(
    ("kind", "address", "detail"),
    [
        ("multihash", b"\x12\x20" + bytes(32), "digest-mismatch"),
        ("multihash", b"\x12\x1f" + DIGEST[:31], "digest-length"),
        ("multihash", b"\x00\x05" + HELLO, "identity-hash"),
        ("multihash", MULTIHASH + b"\x00", "trailing-bytes"),
        ("multihash", MULTIHASH[:-1], "not-a-multihash"),
        ("multihash", b"\x92\x00\x20" + DIGEST, "not-a-multihash"),
        ("multihash", b"", "not-a-multihash"),
        ("cid", b"\x02\x55" + MULTIHASH, "not-a-cid"),
        ("cid", MULTIHASH[:-1], "not-a-cid"),
        ("cid", MULTIHASH + b"\x00", "trailing-bytes"),
        ("cid", b"\x01\x55\x00\x05" + HELLO, "identity-hash"),
    ],
)
def test_what_is_refused(kind: Kind, address: bytes, detail: str) -> None:
    """Addresses that are none of their kind, weak ones, and other content."""
    with pytest.raises(Refused) as refused:
        check_address(kind, address, HELLO)
    assert refused.value.detail == detail


def test_the_numbers_of_the_hash_functions_are_those_of_the_table() -> None:
    """Each function makes as many bytes as its name in the table of multicodecs says."""
    for number, compute in HASHES.items():
        name = multicodec.get(code=number).name
        assert int(name.rsplit("-", 1)[1]) == 8 * len(compute(b"")), name
        assert varint.decode(varint.encode(number)) == number
