"""One call of a reader: it fetches the name, walks what is new, and tries again what is due."""

from functools import partial
from typing import Literal, NamedTuple

from .address import check_address
from .agenda import Agenda, Then, Want
from .chain import leads_back
from .delivery import in_order
from .effects import Failed, Fetch, Session
from .errors import Refused
from .judging import Class, judge_head
from .log_settings import LogToRead
from .page import Page, decode_page
from .reader_state import Gap, GapReason, MissingReason, ReaderState, ReadPage, failure
from .taking import Items

Unreadable = Literal["too_large", "malformed", "invalid", "mismatch"]
HeadStatus = Class | Unreadable | Literal["none", "unavailable", "timeout"]


class Delivered(NamedTuple):
    """An item that was delivered: its id, its content, and whether that was found to be the listed message (RL-READ-12)."""

    id: bytes
    data: bytes
    check: Literal["verified", "opaque"]


class Report(NamedTuple):
    """What a call answers. ``evidence`` is, for a fork, the bytes of the floor and of the new head (RL-NAME-18)."""

    head: HeadStatus
    delivered: tuple[Delivered, ...]
    missing: dict[bytes, MissingReason]
    gaps: dict[bytes, GapReason]
    cycles: tuple[bytes, ...] = ()
    inserted: tuple[bytes, ...] = ()
    reordered: bool = False
    evidence: tuple[bytes, bytes] | None = None


class CatchUp:
    """The call. It changes ``state`` as it goes; a call that is not run to its end leaves a state to be thrown away."""

    def __init__(self, log: LogToRead, state: ReaderState, now: int) -> None:
        self.log = log
        self.limits = log.limits
        self.state = state
        self.now = now
        self.agenda = Agenda(log.limits)
        self.items = Items(log, state, now, self.agenda)
        self.wanted_pages: set[bytes] = set()
        self.pages_asked = 0
        self.cycles: list[bytes] = []
        self.head: tuple[bytes, ReadPage] | None = None
        self.head_status: HeadStatus = "unavailable"

    def run(self) -> Session[Report]:
        """Do everything that can be done within the bounds."""
        self._want_what_is_due()
        self.agenda.ask(Fetch(self.log.name), self._on_head)
        start = self.agenda.start(self._begin)
        while self.agenda.busy:
            effect, answer = yield start
            self.agenda.answered(effect, answer)
            start = self.agenda.start(self._begin)
        for want in self.agenda.wanted:
            self._leave(want)
        return self._report()

    def _want_what_is_due(self) -> None:
        """Want again what failed or was left, that which has been due longest first (RL-READ-6, RL-READ-9)."""
        waiting = [(page.retry, Want(address)) for address, page in self.state.pages.items() if isinstance(page, Gap)]
        for item_id, item in self.state.missing.items():
            waiting += [(retry, Want(address, item_id)) for address, retry in item.candidates.items()]
        due = [(retry, want) for retry, want in waiting if retry.tries == 0 or retry.due <= self.now]
        due.sort(key=lambda entry: (entry[0].due, entry[0].turn))
        self.agenda.wanted.extend(want for _, want in due)
        self.wanted_pages.update(want.address for _, want in due if want.item is None)

    def _begin(self, want: Want) -> Then | None:
        if want.item is not None:
            return self.items.begin(want.item, want)
        if self.pages_asked == self.limits.pages:
            self._leave(want)  # RL-LIMIT-2
            return None
        self.pages_asked += 1
        return partial(self._on_page, want.address)

    def _leave(self, want: Want) -> None:
        """Leave it for the next call. What was due already stays so; a page that is new is recorded as due at once."""
        if want.item is None and want.address not in self.state.pages:
            self.state.pages[want.address] = Gap("bound", self.state.new_retry(self.now))

    def _on_head(self, answer: bytes | Failed) -> None:
        if isinstance(answer, Failed):
            self.head_status = "timeout" if answer.reason == "timeout" else "unavailable"
            if answer.reason == "not_found" and not self.state.floor:
                self.head_status = "none"  # RL-NAME-3
            return
        page = self._page(answer)
        if isinstance(page, Page):
            self.head = (answer, ReadPage.of(page))
            self._read(page)
        else:
            self.head_status = page  # RL-NAME-15

    def _on_page(self, address: bytes, answer: bytes | Failed) -> None:
        page: Page | GapReason = failure(answer) if isinstance(answer, Failed) else self._page(answer, address)
        if isinstance(page, Page):
            self.state.pages[address] = ReadPage.of(page)
            self._read(page, address)
            return
        gap = self.state.pages.get(address)
        if not isinstance(gap, Gap):
            gap = self.state.pages[address] = Gap(page, self.state.new_retry(self.now))
        gap.reason = page
        self.state.put_off(gap.retry, self.now)

    def _page(self, data: bytes, address: bytes | None = None) -> Page | Unreadable:
        """The page, or why it is not read: its size, its address, its format and its number of pairs, in this order."""
        if len(data) > self.limits.page_bytes:
            return "too_large"  # RL-LIMIT-1, RL-LIMIT-6
        try:
            if address is not None:
                check_address(self.log.kind, address, data)  # RL-READ-13, RL-PAGE-7
            page = decode_page(data)
        except Refused as refused:
            return refused.reason
        return "too_large" if len(page.pairs) > self.limits.pairs else page  # RL-LIMIT-4

    def _read(self, page: Page, address: bytes | None = None) -> None:
        """Walk on from a page, and take what it lists. A known id ends nothing; a recorded tail does (RL-READ-4)."""
        tail = page.tail
        if isinstance(self.state.pages.get(tail), ReadPage):
            if address is not None and leads_back(self.state, address, tail):
                self.cycles.append(tail)
        elif tail and tail not in self.state.pages and tail not in self.wanted_pages:
            self.wanted_pages.add(tail)
            self.agenda.wanted.append(Want(tail))
        self.items.list_page(page)

    def _report(self) -> Report:
        check: Literal["verified", "opaque"] = "opaque" if self.log.group is None else "verified"
        taken = self.items.taken
        order = in_order(self.state, None if self.head is None else self.head[1], set(taken)) if taken else []
        delivered = tuple(Delivered(item_id, taken[item_id], check) for item_id in order)
        missing = {item_id: item.reason for item_id, item in self.state.missing.items()}
        gaps = {address: page.reason for address, page in self.state.pages.items() if isinstance(page, Gap)}
        self.state.delivered |= taken.keys()
        if self.head is None:
            return Report(self.head_status, delivered, missing, gaps, tuple(self.cycles))
        head, page = self.head
        floor = self.state.floor
        finding = judge_head(self.state, page)
        if finding.head == "advanced":
            self.state.floor = head  # RL-NAME-11
        evidence = (floor, head) if finding.head == "fork" else None
        return Report(
            finding.head, delivered, missing, gaps, tuple(self.cycles), finding.inserted, finding.reordered, evidence
        )
