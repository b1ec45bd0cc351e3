"""What a head is to a reader, compared with its floor (the profile ``pointer``)."""

from typing import Literal, NamedTuple

from .chain import Chain, chain_of
from .reader_state import ReaderState, ReadPage

Class = Literal["same", "advanced", "stale", "fork", "undetermined"]


class Finding(NamedTuple):
    """The class of a head, the new ids that it lists below ids of the floor, and whether these stand in another order."""

    head: Class
    inserted: tuple[bytes, ...] = ()
    reordered: bool = False


def judge_head(state: ReaderState, head: ReadPage) -> Finding:
    """Judge a head whose pages are recorded. Ids alone are compared (RL-NAME-6 to RL-NAME-10, RL-NAME-12)."""
    if not state.floor:
        return Finding("advanced" if head.ids or head.tail else "same")
    new, floor = chain_of(state, head), chain_of(state, state.floor_page)
    of_floor = set(floor.addresses)
    stop = next((address for address in new.addresses if address in of_floor), None)
    if stop is None and new.end != "end":
        return Finding("undetermined")
    below = set(_below(floor, stop))
    listed = [item_id for item_id in _above(new, stop) if item_id not in below]
    expected = [item_id for item_id in _above(floor, stop) if item_id not in below]
    found = _compare(set(listed), set(expected))
    if found == "fork" and stop is None and floor.end == "gap":
        return Finding("undetermined")  # what the head has besides may be what the gap hides
    return Finding(found, _inserted(listed, _above(new, stop), set(floor.ids())), _reordered(listed, expected))


def _compare(listed: set[bytes], expected: set[bytes]) -> Class:
    if listed == expected:
        return "same"
    if listed > expected:
        return "advanced"
    return "stale" if listed < expected else "fork"


def _above(chain: Chain, stop: bytes | None) -> list[bytes]:
    return chain.ids(0, None if stop is None else chain.addresses.index(stop) + 1)


def _below(chain: Chain, stop: bytes | None) -> list[bytes]:
    return [] if stop is None else chain.ids(chain.addresses.index(stop) + 1)


def _inserted(listed: list[bytes], above: list[bytes], of_floor: set[bytes]) -> tuple[bytes, ...]:
    """The new ids that stand below one of the floor's (RL-NAME-13)."""
    first = next((index for index, item_id in enumerate(above) if item_id in of_floor), len(above))
    beneath = set(above[first:])
    return tuple(item_id for item_id in listed if item_id in beneath and item_id not in of_floor)


def _reordered(listed: list[bytes], expected: list[bytes]) -> bool:
    """Whether the ids that both have stand in another order (RL-NAME-13)."""
    common = set(listed) & set(expected)
    return [item_id for item_id in listed if item_id in common] != [item_id for item_id in expected if item_id in common]
