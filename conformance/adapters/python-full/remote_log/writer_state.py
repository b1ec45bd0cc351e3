"""What a writer keeps of its log, and the form in which it is saved."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from .page import Pair
from .saved import pack, unpack


@dataclass
class Entry:
    """What was appended: an id, its content until that was added to the store, and its address from then on."""

    id: bytes
    content: bytes | None
    address: bytes | None = None

    @property
    def embeddable(self) -> bool:
        """Whether a pair can carry the content. Empty content cannot be embedded: it would be none (RL-WIRE-6)."""
        return bool(self.content)

    def added(self, address: bytes) -> None:
        """The store has the content, which need not be kept any more."""
        self.address = address
        self.content = None

    def pair(self, *, embed: bool) -> Pair:
        """The entry as a page lists it."""
        if embed and self.content:
            return Pair(self.id, data=self.content)
        return Pair(self.id, remote=self.address or b"")


class Sealed(NamedTuple):
    """A sealed page: its address, and how many entries it lists."""

    address: bytes
    entries: int


@dataclass
class WriterState:
    """The log's entries, the oldest first; its sealed pages, likewise; every page added; the head tried last."""

    entries: list[Entry] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    pages: dict[bytes, bytes] = field(default_factory=dict)
    """The address of each page that was added, by the sha2-256 of its bytes; those added for pointers included."""
    head: bytes | None = None
    ids: set[bytes] = field(default_factory=set)
    own_pages: set[bytes] = field(default_factory=set)

    def append(self, entry: Entry) -> bool:
        """Append an entry, unless its id is there already."""
        if entry.id in self.ids:
            return False
        self.ids.add(entry.id)
        self.entries.append(entry)
        return True

    def cut(self, page_size: int) -> list[list[Entry]]:
        """What no sealed page lists, cut into full pages, and the rest as the newest one, which is never empty."""
        rest = self.entries[sum(page.entries for page in self.sealed) :]
        return [rest[start : start + page_size] for start in range(0, len(rest), page_size)]

    def address_of(self, page: bytes) -> bytes | None:
        """The address of a page that was added before."""
        return self.pages.get(sha256(page).digest())

    def added_page(self, page: bytes, address: bytes) -> None:
        """The store has this page."""
        self.pages[sha256(page).digest()] = address
        self.own_pages.add(address)

    def seal(self, address: bytes, entries: list[Entry]) -> None:
        """The store has a full page of these entries, so that none of their contents need be kept any more."""
        self.sealed.append(Sealed(address, len(entries)))
        for entry in entries:
            entry.content = None

    def pack(self) -> bytes:
        """The state as it is saved."""
        return pack(
            [
                [[entry.id.hex(), _hex(entry.content), _hex(entry.address)] for entry in self.entries],
                [[page.address.hex(), page.entries] for page in self.sealed],
                [[digest.hex(), address.hex()] for digest, address in self.pages.items()],
                _hex(self.head),
            ]
        )

    @classmethod
    def unpack(cls, saved: bytes) -> "WriterState":
        """The state that was saved."""
        entries, sealed, pages, head = unpack(saved)
        state = cls(
            [Entry(bytes.fromhex(entry_id), _bytes(content), _bytes(address)) for entry_id, content, address in entries],
            [Sealed(bytes.fromhex(address), count) for address, count in sealed],
            {bytes.fromhex(digest): bytes.fromhex(address) for digest, address in pages},
            _bytes(head),
        )
        state.ids = {entry.id for entry in state.entries}
        state.own_pages = set(state.pages.values())
        return state


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()


def _bytes(value: str | None) -> bytes | None:
    return None if value is None else bytes.fromhex(value)
