"""A writer: it appends to a log of its own and publishes it under a name."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from .contested import Judgement, Looked, judge
from .effects import ANY, Add, Failed, Fetch, Load, Save, Session, Update, each, one
from .errors import invalid
from .log_settings import ALL, LogToWrite
from .message import of_group, valid_message
from .page import ID_BYTES, Page, encode_page
from .writer_state import Entry, WriterState

AppendStatus = Literal["appended", "duplicate", "ephemeral"]
PublishStatus = Literal["published", "unchanged", "empty", "conflict", "refused", "too_large", "unavailable"]

Saver = Callable[[], Session[None]]
"""How a writer, or the node that has it, saves its state."""


class NewItem(NamedTuple):
    """What is to be appended. ``id`` is ``None`` under ``mvds``, where the writer computes it."""

    id: bytes | None
    data: bytes


class Writer:
    """The one writer of a log. Each method is a session; see :mod:`remote_log.effects`."""

    def __init__(self, log: LogToWrite, saved: bytes | None) -> None:
        self.log = log
        self.state = WriterState() if saved is None else WriterState.unpack(saved)
        self.saved = self.state.pack()

    @classmethod
    def open(cls, log: LogToWrite) -> Session["Writer"]:
        """Go on from what was saved."""
        return cls(log, (yield from one(Load())))

    def append(self, items: list[NewItem]) -> Session[list[tuple[bytes, AppendStatus]]]:
        """Append items, the oldest first, and say what became of each (RL-WRITE-6, RL-WRITE-7, RL-WRITE-15).

        Raises ``Refused`` for what is not a valid message of the log's group, or no id; then nothing is appended.
        """
        statuses = self.take(items)
        yield from self._save()
        return statuses

    def take(self, items: list[NewItem]) -> list[tuple[bytes, AppendStatus]]:
        """Append items without saving, for a node, which saves its writer with itself."""
        checked = [self._check(item) for item in items]
        return [(item_id, self._append(item_id, data, ephemeral)) for item_id, data, ephemeral in checked]

    def _check(self, item: NewItem) -> tuple[bytes, bytes, bool]:
        """The item's id and data, and whether it is ephemeral."""
        if self.log.group is not None:
            message = of_group(valid_message(item.data), self.log.group)
            return message.id, item.data, message.ephemeral
        if item.id is None or len(item.id) != ID_BYTES:
            raise invalid("local-hash-length", "The id of an item has to be 32 bytes long.")
        return item.id, item.data, False

    def _append(self, item_id: bytes, data: bytes, ephemeral: bool) -> AppendStatus:
        if ephemeral:
            return "ephemeral"
        return "appended" if self.state.append(Entry(item_id, data)) else "duplicate"

    def publish(self) -> Session[PublishStatus]:
        """Let the name hold the log, and say what came of it."""
        return (yield from self.publish_with(self._save))

    def publish_with(self, save: Saver) -> Session[PublishStatus]:
        """Publish, and call ``save`` where the state has to be saved."""
        if not self.state.entries:
            return "empty"  # RL-WRITE-9
        found = yield from one(Fetch(self.log.name))
        if isinstance(found, Failed):
            if found.reason != "not_found":
                return "unavailable"
            found = None
        looked_at = Looked()
        judgement = yield from self._judge(found, looked_at)
        if judgement != "older":
            return judgement  # RL-WRITE-10
        head = yield from self._build()
        if head is not None:
            self.state.head = head
        yield from save()
        if head is None:
            return "unavailable"  # RL-WRITE-13
        if head == found:
            return "unchanged"  # RL-WRITE-8
        return (yield from self._update(head, found, looked_at))

    def _judge(self, found: bytes | None, looked_at: Looked) -> Session[Judgement]:
        if found is None or found in (b"", self.state.head):
            return "older"
        return (yield from judge(found, self.state.ids, self.state.own_pages, looked_at))

    def _build(self) -> Session[bytes | None]:
        """Add everything that the head points to, and make the head; ``None`` if something could not be added.

        Contents are added all at once, then pages from the oldest to the newest (RL-WRITE-1).
        """
        pages = self.state.cut(self.log.page_size)
        to_add = [entry for entry, embedded in self._embedding(pages) if not embedded and entry.address is None]
        answers = yield from each([Add(entry.content or b"") for entry in to_add])
        for entry, address in zip(to_add, answers, strict=True):
            if not isinstance(address, Failed):
                entry.added(address)
        if any(isinstance(address, Failed) for address in answers):
            return None
        for entries in pages[:-1]:
            address = yield from self._add_page(entries, self._window(sealed=True, size=len(entries)))
            if address is None:
                return None
            self.state.seal(address, entries)
        newest = self._window(sealed=False, size=len(pages[-1]))
        if not self.log.pointer:
            return self._page(pages[-1], newest)
        address = yield from self._add_page(pages[-1], newest)
        return None if address is None else encode_page(Page((), address))  # RL-NAME-2

    def _embedding(self, pages: list[list[Entry]]) -> list[tuple[Entry, bool]]:
        """Each entry of these pages, the last of which is the newest, and whether its pair carries its content."""
        result = []
        for index, entries in enumerate(pages):
            window = self._window(sealed=index < len(pages) - 1, size=len(entries))
            result += [(entry, entry.embeddable and age < window) for age, entry in enumerate(reversed(entries))]
        return result

    def _window(self, *, sealed: bool, size: int) -> int:
        """How many of a page's newest pairs carry their content (RL-EMBED-6)."""
        if self.log.embed == ALL:
            return size
        return 0 if sealed else self.log.embed

    def _page(self, entries: list[Entry], window: int) -> bytes:
        """The bytes of a page of these entries, which come oldest first, on top of what is sealed."""
        pairs = [entry.pair(embed=age < window) for age, entry in enumerate(reversed(entries))]
        return encode_page(Page(tuple(pairs), self.state.sealed[-1].address if self.state.sealed else b""))

    def _add_page(self, entries: list[Entry], window: int) -> Session[bytes | None]:
        """The address of such a page, which is added unless that was done before; ``None`` if it could not be."""
        page = self._page(entries, window)
        known = self.state.address_of(page)
        if known is not None:
            return known
        address = yield from one(Add(page))
        if isinstance(address, Failed):
            return None
        self.state.added_page(page, address)
        return bytes(address)

    def _update(self, head: bytes, found: bytes | None, looked_at: Looked) -> Session[PublishStatus]:
        """Update the name from what was found there (RL-WRITE-11), or without comparing where that is all there is."""
        answer = yield from one(Update(self.log.name, head, found))
        if not isinstance(answer, Failed):
            return "published"
        if answer.reason != "unsupported":
            return _status(answer)
        answer = yield from one(Update(self.log.name, head, ANY))  # RL-WRITE-12
        if isinstance(answer, Failed):
            return _status(answer)
        found = yield from one(Fetch(self.log.name))  # RL-WRITE-17
        if isinstance(found, Failed):
            return "published"
        judgement = yield from self._judge(found, looked_at)
        return "conflict" if judgement == "refused" else "published"

    def _save(self) -> Session[None]:
        """Save, if there is anything new."""
        state = self.state.pack()
        if state != self.saved:
            yield from one(Save(state))
            self.saved = state


def _status(failed: Failed) -> PublishStatus:
    """What a publish ends in whose update failed (RL-WRITE-14, RL-WRITE-18)."""
    match failed.reason:
        case "conflict":
            return "conflict"
        case "too_large":
            return "too_large"
    return "unavailable"
