"""Whether what a contested name holds is the writer's own log, or an older state of it."""

from dataclasses import dataclass, field
from typing import Literal

from .effects import Failed, Get, Session, one
from .errors import Refused
from .limits import RECOMMENDED
from .page import Page, decode_page

Judgement = Literal["older", "refused", "unavailable"]
"""``older`` includes the same; ``refused`` is what is not known to be older; ``unavailable`` what could not be had."""


@dataclass
class Looked:
    """The pages of other people that one publish looked at, and how many bytes it received for that."""

    pages: dict[bytes, Page | Failed] = field(default_factory=dict)
    received: int = 0

    @property
    def full(self) -> bool:
        """Whether a bound is reached."""
        return len(self.pages) >= RECOMMENDED.pages or self.received >= RECOMMENDED.call_bytes


def judge(found: bytes, own_ids: set[bytes], own_pages: set[bytes], looked_at: Looked) -> Session[Judgement]:
    """Judge the head ``found`` (RL-WRITE-10). It is older if every id that its log lists is one of the writer's.

    A tail to one of the writer's own pages is known to be so. Any other page is got once; what was got before stands in
    ``looked_at``. A cycle lists nothing else.
    """
    page: Page | Failed = _decoded(found)
    met: set[bytes] = set()
    while not isinstance(page, Failed):
        if any(pair.local not in own_ids for pair in page.pairs):
            return "refused"
        tail = page.tail
        if not tail or tail in own_pages or tail in met:
            return "older"
        met.add(tail)
        if tail not in looked_at.pages:
            if looked_at.full:
                return "refused"
            looked_at.pages[tail] = yield from _look(tail, looked_at)
        page = looked_at.pages[tail]
    return "unavailable" if page.reason in ("unavailable", "timeout") else "refused"


def _look(address: bytes, looked_at: Looked) -> Session[Page | Failed]:
    """The page at an address, within the recommended bounds of a reader."""
    content = yield from one(Get(address))
    if isinstance(content, Failed):
        return content
    looked_at.received += len(content)
    if len(content) > RECOMMENDED.page_bytes:
        return Failed("too_large")
    page = _decoded(content)
    if not isinstance(page, Failed) and len(page.pairs) > RECOMMENDED.pairs:
        return Failed("too_large")
    return page


def _decoded(data: bytes) -> Page | Failed:
    """The page, or a failure that is none of the store's where the bytes are no page."""
    try:
        return decode_page(data)
    except Refused:
        return Failed("not_found")
