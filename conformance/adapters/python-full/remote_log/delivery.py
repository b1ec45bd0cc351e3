"""The order in which one call delivers."""

from .chain import chain_of
from .reader_state import ReaderState, ReadPage


def in_order(state: ReaderState, head: ReadPage | None, items: set[bytes]) -> list[bytes]:
    """These items, the oldest first (RL-READ-2).

    What the chain of the head does not reach comes before what it does: what stands in the floor's chain, and before that
    what stands on other pages, those that were recorded last counting as the newest.
    """
    heads = [] if head is None else [head]
    if state.floor:
        heads.append(state.floor_page)
    newest_first: dict[bytes, None] = {}

    def note(top: ReadPage) -> bool:
        newest_first.update((item_id, None) for item_id in chain_of(state, top).ids() if item_id in items)
        return len(newest_first) == len(items)

    for top in heads:
        if note(top):
            break
    else:
        pages = [page for page in reversed(state.pages.values()) if isinstance(page, ReadPage)]
        tails = {page.tail for page in pages}
        tops = [page for address, page in state.pages.items() if address not in tails and isinstance(page, ReadPage)]
        for top in [*reversed(tops), *pages]:
            if any(item_id in items and item_id not in newest_first for item_id in top.ids) and note(top):
                break
    newest_first.update((item_id, None) for item_id in sorted(items))
    return list(reversed(newest_first))
