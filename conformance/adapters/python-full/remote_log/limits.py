"""The bounds that a reader keeps to, because everything it gets comes from strangers."""

from typing import NamedTuple


class Limits(NamedTuple):
    """A reader's bounds, each at least 1; what is exactly at a bound is within it.

    ``pages``: the pages that one call asks for. ``page_bytes``: the size of one page, the head included. ``pairs``: of one
    page. ``content_bytes``: the size of one content. ``call_bytes``: all that one call receives. ``gets``: under way at
    once.
    """

    pages: int
    page_bytes: int
    pairs: int
    content_bytes: int
    call_bytes: int
    gets: int


RECOMMENDED = Limits(pages=1_000, page_bytes=1 << 20, pairs=4_096, content_bytes=16 << 20, call_bytes=256 << 20, gets=16)
