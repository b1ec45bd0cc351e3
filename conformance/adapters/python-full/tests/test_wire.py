"""The sieve before the stock decoder."""

import pytest

from remote_log.errors import Refused
from remote_log.page import Page, Pair, decode_page, encode_page

ID = bytes(range(32))


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        ("1202aa", "truncated"),
        ("12", "truncated"),
        ("1280", "truncated"),
        ("0a010a", "truncated"),
        ("1d0000", "truncated"),
        ("1002", "wrong-wire-type"),
        ("0200", "field-zero"),
        ("1e", "bad-wire-type"),
        ("92808080100102", "tag-too-large"),
        ("18ffffffffffffffffff02", "varint-too-long"),
        ("1880808080808080808080800001", "varint-too-long"),
        ("1b", "group-unended"),
        ("1b24", "group-mismatch"),
        ("1c", "group-mismatch"),
        ("1b" * 65, "too-deep"),
    ],
)
def test_malformed_bytes_are_refused_with_their_detail(data: str, detail: str) -> None:
    """Each fault on its own, and what the adapter protocol calls it."""
    with pytest.raises(Refused) as refused:
        decode_page(bytes.fromhex(data))
    assert (refused.value.reason, refused.value.detail) == ("malformed", detail)


@pytest.mark.parametrize(
    "unknown", ["1801", "1900" + "00" * 7, "1a03aabbcc", "1d00000000", "1b08011c", "1b" * 32 + "1c" * 32]
)
def test_unknown_fields_are_ignored(unknown: str) -> None:
    """Field 3 of a page, in each wire type; numbers inside a group are not those of a page."""
    assert decode_page(bytes.fromhex(unknown + "1202abcd")) == Page((), b"\xab\xcd")


def test_numbers_may_be_longer_than_need_be() -> None:
    """A tag in seven bytes, which the stock decoder refuses, and a length in ten."""
    long_tag, long_length = "92808080808000", "82808080808080808000"
    assert decode_page(bytes.fromhex(long_tag + long_length + "abcd")) == Page((), b"\xab\xcd")


def test_half_a_million_open_groups_are_refused_without_recursion() -> None:
    """Depth is a loop's, not the stack's."""
    with pytest.raises(Refused):
        decode_page(b"\x1b" * 500_000)


def test_a_local_hash_has_32_bytes_and_malformed_bytes_come_first() -> None:
    """Invalid, unless something later in the page is malformed."""
    pair = encode_page(Page((Pair(ID[1:], b"at"),)))
    with pytest.raises(Refused) as refused:
        decode_page(pair)
    assert refused.value.detail == "local-hash-length"
    with pytest.raises(Refused) as refused:
        decode_page(pair + b"\x12")
    assert refused.value.reason == "malformed"


def test_a_page_is_written_as_the_specification_shows() -> None:
    """The pure pointer of the chapter on names, byte by byte."""
    address = bytes.fromhex("1220eb3558bbf60a122bfb74dd5bedc7e465e520a5747fbf4e8f3166f639331e3d10")
    assert encode_page(Page((), address)).hex() == "1222" + address.hex()
    assert encode_page(Page((Pair(ID, b"at", b"x"),))).hex() == "0a290a02" + b"at".hex() + "1220" + ID.hex() + "1a0178"
