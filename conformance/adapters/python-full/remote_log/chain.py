"""The chain of a head: the pages that its tails lead to, as far as the reader knows them."""

from typing import Literal, NamedTuple

from .reader_state import Gap, ReaderState, ReadPage

End = Literal["end", "gap", "cycle"]


class Chain(NamedTuple):
    """A head and the pages below it, the newest first.

    ``pages[0]`` is the head. ``addresses[i]`` is the address of ``pages[i + 1]``; there is one more where the chain ends in
    a gap, which is that gap's.
    """

    pages: list[ReadPage]
    addresses: list[bytes]
    end: End

    def ids(self, start: int = 0, stop: int | None = None) -> list[bytes]:
        """The ids of these pages of the chain, each where it is met first."""
        return list(dict.fromkeys(item_id for page in self.pages[start:stop] for item_id in page.ids))


def chain_of(state: ReaderState, head: ReadPage) -> Chain:
    """Follow the tails from a head through the recorded pages."""
    pages, addresses, met = [head], list[bytes](), set[bytes]()
    tail = head.tail
    while tail:
        if tail in met:
            return Chain(pages, addresses, "cycle")
        met.add(tail)
        addresses.append(tail)
        page = state.pages.get(tail)
        if page is None or isinstance(page, Gap):
            return Chain(pages, addresses, "gap")
        pages.append(page)
        tail = page.tail
    return Chain(pages, addresses, "end")


def leads_back(state: ReaderState, address: bytes, tail: bytes) -> bool:
    """Whether the page at ``address``, which has this tail, is its own ancestor (RL-READ-14)."""
    met = set[bytes]()
    while tail and tail not in met:
        if tail == address:
            return True
        met.add(tail)
        page = state.pages.get(tail)
        if not isinstance(page, ReadPage):
            return False
        tail = page.tail
    return False
