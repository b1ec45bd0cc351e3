"""What a reader keeps of a log, and the form in which it is saved."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .effects import Failed
from .page import Page, decode_page
from .saved import hexes, pack, unhexes, unpack

GapReason = Literal["not_found", "unavailable", "timeout", "malformed", "invalid", "mismatch", "too_large", "bound"]
MissingReason = GapReason | Literal["unlisted"]

Failure = Literal["not_found", "unavailable", "timeout"]

LONGEST_DELAY = 3600
MAX_CANDIDATES = 64
"""How many addresses are kept for an id, the last ones, and taken for it from one page, the first ones (RL-READ-10)."""


@dataclass
class Retry:
    """How often something was tried in vain, from when on it is due again, and its turn among what is due then."""

    tries: int
    due: int
    turn: int


class ReadPage(NamedTuple):
    """A page that was read: its ids in order, the newest first, and its tail."""

    ids: tuple[bytes, ...]
    tail: bytes

    @classmethod
    def of(cls, page: Page) -> "ReadPage":
        """What is kept of a page."""
        return cls(tuple(pair.local for pair in page.pairs), page.tail)


@dataclass
class Gap:
    """A page that could not be read, or was left for the next call, which is the reason ``bound``."""

    reason: GapReason
    retry: Retry


@dataclass
class Missing:
    """An item that could not be had: the reason of the last try, and each address that was listed for it."""

    last_reason: MissingReason
    candidates: dict[bytes, Retry] = field(default_factory=dict)

    @property
    def reason(self) -> MissingReason:
        """What is reported: ``bound`` while there is an address that was never tried."""
        return "bound" if any(retry.tries == 0 for retry in self.candidates.values()) else self.last_reason


@dataclass
class ReaderState:
    """The floor, which is the head accepted last; pages by address; missing items and delivered ones by id."""

    floor: bytes = b""
    pages: dict[bytes, ReadPage | Gap] = field(default_factory=dict)
    missing: dict[bytes, Missing] = field(default_factory=dict)
    delivered: set[bytes] = field(default_factory=set)
    turns: int = 0

    @property
    def floor_page(self) -> ReadPage:
        """The floor, parsed."""
        return ReadPage.of(decode_page(self.floor))

    def new_retry(self, now: int) -> Retry:
        """Something that was not tried yet, and is due at once."""
        self.turns += 1
        return Retry(0, now, self.turns)

    def put_off(self, retry: Retry, now: int) -> None:
        """It was tried in vain: after the nth time it is due min(2^(n-1), 3600) seconds later (RL-READ-7)."""
        retry.tries += 1
        retry.due = now + min(1 << min(retry.tries - 1, 12), LONGEST_DELAY)
        self.turns += 1
        retry.turn = self.turns

    def pack(self) -> bytes:
        """The state as it is saved."""
        return pack(
            [
                self.floor.hex(),
                [[address.hex(), *_packed(page)] for address, page in self.pages.items()],
                [
                    [
                        item_id.hex(),
                        item.last_reason,
                        [[address.hex(), *_numbers(retry)] for address, retry in item.candidates.items()],
                    ]
                    for item_id, item in self.missing.items()
                ],
                sorted(hexes(self.delivered)),
                self.turns,
            ]
        )

    @classmethod
    def unpack(cls, saved: bytes) -> "ReaderState":
        """The state that was saved."""
        floor, pages, missing, delivered, turns = unpack(saved)
        return cls(
            bytes.fromhex(floor),
            {bytes.fromhex(address): _unpacked(*page) for address, *page in pages},
            {
                bytes.fromhex(item_id): Missing(
                    reason, {bytes.fromhex(address): Retry(*retry) for address, *retry in candidates}
                )
                for item_id, reason, candidates in missing
            },
            set(unhexes(delivered)),
            turns,
        )


def _packed(page: ReadPage | Gap) -> list[Any]:
    if isinstance(page, Gap):
        return ["gap", page.reason, _numbers(page.retry)]
    return ["read", hexes(page.ids), page.tail.hex()]


def _unpacked(kind: str, first: Any, second: Any) -> ReadPage | Gap:
    if kind == "gap":
        return Gap(first, Retry(*second))
    return ReadPage(tuple(unhexes(first)), bytes.fromhex(second))


def _numbers(retry: Retry) -> list[int]:
    return [retry.tries, retry.due, retry.turn]


def failure(failed: Failed) -> Failure:
    """Why a get failed (RL-READ-21)."""
    match failed.reason:
        case "not_found" | "timeout" as reason:
            return reason
    return "unavailable"
