"""Kinds of address, and content checked against its address (the profile ``verify``)."""

import hashlib
from collections.abc import Callable
from typing import Literal

from .errors import Refused, invalid, malformed, mismatch

Kind = Literal["opaque", "multihash", "cid"]
"""What kind of addresses a content store makes. The log's descriptor says it; it is never guessed (RL-ADDR-2)."""

Checked = Literal["verified", "unverified"]

SHA2_256 = b"\x12\x20"
IDENTITY = 0x00
CID_VERSION_0_BYTES = 34
RAW = 0x55
HASHES: dict[int, Callable[[bytes], bytes]] = {
    0x12: lambda content: hashlib.sha256(content).digest(),
    0x13: lambda content: hashlib.sha512(content).digest(),
    0x14: lambda content: hashlib.sha3_512(content).digest(),
    0x15: lambda content: hashlib.sha3_384(content).digest(),
    0x16: lambda content: hashlib.sha3_256(content).digest(),
    0x17: lambda content: hashlib.sha3_224(content).digest(),
    0x20: lambda content: hashlib.sha384(content).digest(),
    0xB220: lambda content: hashlib.blake2b(content, digest_size=32).digest(),
    0xB240: lambda content: hashlib.blake2b(content).digest(),
    0xB260: lambda content: hashlib.blake2s(content).digest(),
}
"""The hash functions that are checked, by their numbers in the table of multicodecs.

Broken ones, such as md5 and sha1, are left out, and what they name is unverified (RL-ADDR-9). These are hashlib's own: of
the functions of ``multiformats`` some want another library.
"""


def check_address(kind: Kind, address: bytes, content: bytes) -> Checked:
    """Whether ``content`` is what ``address`` names, as far as this kind of address allows to say.

    Raises ``Refused`` for an address that is not of this kind, and for content that is not what it names.
    """
    if kind == "opaque":
        return "unverified"
    if kind == "cid":
        multihash = _multihash_of_cid(address)
        if multihash is None:
            return "unverified"  # RL-ADDR-5
        return _check_multihash(multihash, content)
    _split_multihash(address, kind)
    return _check_multihash(address, content)


def _multihash_of_cid(address: bytes) -> bytes | None:
    """The multihash inside a CIDv1 of the codec raw (RL-ADDR-4), or ``None`` where the hash covers something else."""
    if address.startswith(SHA2_256):
        if len(address) > CID_VERSION_0_BYTES:
            raise malformed("trailing-bytes", f"A CIDv0 has 34 bytes, and this address goes on to {len(address)}.")
        if len(address) < CID_VERSION_0_BYTES:
            raise malformed("not-a-cid", f"A CIDv0 has 34 bytes, and this address only {len(address)}.")
        return None
    version, rest = _number(address, "cid")
    if version != 1:
        raise malformed("not-a-cid", f"This address says it is a CID of version {version}; only 0 and 1 are known.")
    codec, multihash = _number(rest, "cid")
    _split_multihash(multihash, "cid")
    return multihash if codec == RAW else None


def _split_multihash(multihash: bytes, kind: Kind) -> tuple[int, bytes]:
    """The hash function's number and the digest; raises ``Refused`` as malformed for what is no multihash (RL-ADDR-8)."""
    if multihash.startswith(SHA2_256) and len(multihash) == 34:
        return 0x12, multihash[2:]  # the common case, without loading multiformats
    function, rest = _number(multihash, kind)
    length, digest = _number(rest, kind)
    if len(digest) > length:
        raise malformed("trailing-bytes", f"The digest has {length} bytes, and {len(digest) - length} follow it.")
    if len(digest) < length:
        raise _not_of(kind, f"The digest should have {length} bytes, and {len(digest)} are there.")
    return function, digest


def _check_multihash(multihash: bytes, content: bytes) -> Checked:
    function, digest = _split_multihash(multihash, "multihash")
    if function == IDENTITY:
        raise invalid("identity-hash", "The address is an identity hash, which is content in disguise.")  # RL-ADDR-7
    if function not in HASHES:
        return "unverified"  # RL-ADDR-9
    computed = HASHES[function](content)
    if len(digest) != len(computed):
        raise invalid(
            "digest-length", f"The digest has {len(digest)} bytes; this function makes {len(computed)}."
        )  # RL-ADDR-6
    if digest != computed:
        raise mismatch("digest-mismatch", f"The content has the digest {computed.hex()}, not {digest.hex()}.")  # RL-ADDR-3
    return "verified"


def _number(data: bytes, kind: Kind) -> tuple[int, bytes]:
    """The varint of multiformats at the start (nine bytes at most, never longer than need be), and what follows."""
    if data and data[0] < 0x80:
        return data[0], data[1:]
    from multiformats import varint  # it takes long to load, and few addresses need it

    try:
        value, length, _ = varint.decode_raw(data)
    except ValueError as error:
        raise _not_of(kind, f"A number in the address cannot be read: {error}") from error
    return value, data[length:]


def _not_of(kind: Kind, sentence: str) -> Refused:
    return malformed("not-a-cid" if kind == "cid" else "not-a-multihash", sentence)
