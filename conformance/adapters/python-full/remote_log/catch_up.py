"""One call of a reader: it fetches the name, walks what is new, and tries again what is due."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from .address import check_address
from .chain import leads_back
from .delivery import in_order
from .effects import Authenticate, Effect, Failed, Fetch, Get, Session
from .errors import Refused
from .judging import Class, judge_head
from .log_settings import LogToRead
from .message import check_message
from .page import Page, Pair, decode_page
from .reader_state import MAX_CANDIDATES, Gap, GapReason, Missing, MissingReason, ReaderState, ReadPage, Retry

HeadStatus = Class | Literal["none", "unavailable", "timeout", "malformed", "invalid", "mismatch", "too_large"]


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


class Want(NamedTuple):
    """A get that the call would like to start: of a page, or of an item's content."""

    address: bytes
    item: bytes | None = None


class CatchUp:
    """The call. It changes ``state`` as it goes; a call that is not run to its end leaves a state to be thrown away."""

    def __init__(self, log: LogToRead, state: ReaderState, now: int) -> None:
        self.log = log
        self.limits = log.limits
        self.state = state
        self.now = now
        self.wanted: deque[Want] = deque()
        self.held: dict[bytes, deque[Want]] = {}
        """Items with a try under way, and the other addresses to be tried after it."""
        self.asked_pages: set[bytes] = set()
        self.questions: list[Effect] = []
        self.under_way: dict[int, Callable[[Any], None]] = {}
        self.gets = self.pages_asked = self.received = 0
        self.taken: dict[bytes, bytes] = {}
        self.cycles: list[bytes] = []
        self.head: bytes | None = None
        self.head_page: Page | None = None
        self.head_status: HeadStatus = "unavailable"

    def run(self) -> Session[Report]:
        """Do everything that can be done within the bounds."""
        self._want_what_is_due()
        start: Sequence[Effect] = [self._ask(Fetch(self.log.name), self._on_head), *self._start()]
        while self.under_way:
            effect, answer = yield start
            self.under_way.pop(id(effect))(answer)
            start = self._start()
        self._leave_the_rest()
        return self._report()

    def _ask(self, effect: Effect, then: Callable[[Any], None]) -> Effect:
        self.under_way[id(effect)] = then
        return effect

    def _want_what_is_due(self) -> None:
        """Want again what failed or was left, that which has been due longest first (RL-READ-6, RL-READ-9)."""
        due: list[tuple[int, int, Want]] = []

        def consider(retry: Retry, want: Want) -> None:
            if retry.tries == 0 or retry.due <= self.now:
                due.append((retry.due, retry.turn, want))

        for address, page in self.state.pages.items():
            if isinstance(page, Gap):
                consider(page.retry, Want(address))
        for item_id, item in self.state.missing.items():
            for address, retry in item.candidates.items():
                consider(retry, Want(address, item_id))
        self.wanted.extend(want for _, _, want in sorted(due))
        self.asked_pages.update(want.address for want in self.wanted if want.item is None)

    def _start(self) -> Sequence[Effect]:
        """What can be started now, within the bounds on gets, bytes and pages (RL-LIMIT-2, RL-LIMIT-5, RL-LIMIT-8)."""
        start, self.questions = self.questions, []
        left: list[Want] = []
        while self.wanted and self.gets < self.limits.gets and self.received < self.limits.call_bytes:
            want = self.wanted.popleft()
            if want.item is None:
                if self.pages_asked == self.limits.pages:
                    left.append(want)
                    continue
                self.pages_asked += 1
                start.append(self._get(want, partial(self._on_page, want.address)))
            elif want.item in self.held:
                self.held[want.item].append(want)
            elif want.item in self.state.missing:
                self.held[want.item] = deque()
                start.append(self._get(want, partial(self._on_content, want.address, want.item)))
        for want in left:
            self._leave(want)
        return start

    def _get(self, want: Want, then: Callable[[Any], None]) -> Effect:
        self.gets += 1

        def count(answer: Any) -> None:
            self.gets -= 1
            if not isinstance(answer, Failed):
                self.received += len(answer)
            then(answer)

        return self._ask(Get(want.address), count)

    def _leave_the_rest(self) -> None:
        for want in self.wanted:
            self._leave(want)

    def _leave(self, want: Want) -> None:
        """Leave it for the next call. What was due already stays so; what is new is recorded as due at once."""
        if want.item is None and want.address not in self.state.pages:
            self.state.pages[want.address] = Gap("bound", self.state.new_retry(self.now))

    # ---------------------------------------------------------------------------------------------- the head

    def _on_head(self, answer: bytes | Failed) -> None:
        if isinstance(answer, Failed):
            self.head_status = "timeout" if answer.reason == "timeout" else "unavailable"
            if answer.reason == "not_found" and not self.state.floor:
                self.head_status = "none"  # RL-NAME-3
            return
        self.received += len(answer)
        page = self._page(answer)
        if not isinstance(page, Page):
            self.head_status = page  # RL-NAME-15
            return
        self.head, self.head_page = answer, page
        self._read(page, None)

    # --------------------------------------------------------------------------------------------- pages

    def _on_page(self, address: bytes, answer: bytes | Failed) -> None:
        page: Page | GapReason = _reason(answer) if isinstance(answer, Failed) else self._page(answer, address)
        if isinstance(page, Page):
            self.state.pages[address] = ReadPage.of(page)
            self._read(page, address)
            return
        gap = self.state.pages.get(address)
        if not isinstance(gap, Gap):
            gap = self.state.pages[address] = Gap(page, self.state.new_retry(self.now))
        gap.reason = page
        self.state.put_off(gap.retry, self.now)

    def _page(
        self, data: bytes, address: bytes | None = None
    ) -> Page | Literal["too_large", "malformed", "invalid", "mismatch"]:
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

    def _read(self, page: Page, address: bytes | None) -> None:
        """Walk on from a page, and take what it lists. A known id ends nothing; a recorded tail does (RL-READ-4)."""
        tail = page.tail
        if isinstance(self.state.pages.get(tail), ReadPage):
            if address is not None and leads_back(self.state, address, tail):
                self.cycles.append(tail)
        elif tail and tail not in self.state.pages and tail not in self.asked_pages:
            self.asked_pages.add(tail)
            self.wanted.append(Want(tail))
        taken_here: dict[bytes, int] = {}
        for pair in page.pairs:
            if pair.local not in self.state.delivered and pair.local not in self.taken:
                self._list(pair, taken_here)

    # --------------------------------------------------------------------------------------------- items

    def _list(self, pair: Pair, taken_here: dict[bytes, int]) -> None:
        """Take what a pair embeds, and note its address (RL-EMBED-1 to RL-EMBED-5, RL-READ-10, RL-READ-20)."""
        is_new = pair.local not in self.state.missing
        item = self.state.missing.setdefault(pair.local, Missing("unlisted"))
        if pair.data:
            refused = self._check(pair.local, pair.data)
            if refused is None:
                self._accept(pair.local, pair.data)
            elif is_new or not item.candidates:
                item.last_reason = refused
        if pair.local in self.taken or not pair.remote or pair.remote in item.candidates:
            return
        taken_here[pair.local] = taken_here.get(pair.local, 0) + 1
        if taken_here[pair.local] > MAX_CANDIDATES:
            return
        item.candidates[pair.remote] = self.state.new_retry(self.now)
        if len(item.candidates) > MAX_CANDIDATES:
            del item.candidates[next(iter(item.candidates))]
        self.wanted.append(Want(pair.remote, pair.local))

    def _on_content(self, address: bytes, item_id: bytes, answer: bytes | Failed) -> None:
        if isinstance(answer, Failed):
            self._refuse(item_id, _reason(answer), address)
        elif item_id in self.state.missing:
            refused = self._check(item_id, answer, address)
            if refused is None:
                self._accept(item_id, answer, address)
            else:
                self._refuse(item_id, refused, address)

    def _check(self, item_id: bytes, data: bytes, address: bytes | None = None) -> GapReason | None:
        """Why content cannot be used, or ``None`` if it can (RL-LIMIT-3, RL-READ-11, RL-READ-13)."""
        if len(data) > self.limits.content_bytes:
            return "too_large"
        try:
            if address is not None:
                check_address(self.log.kind, address, data)
            if self.log.group is not None:
                check_message(data, item_id, self.log.group)
        except Refused as refused:
            return refused.reason
        return None

    def _accept(self, item_id: bytes, data: bytes, address: bytes | None = None) -> None:
        """Take content that can be used, once the application does as well."""
        if not self.log.authenticate:
            self._take(item_id, data)
            return

        def answered(accepted: bool) -> None:
            if not accepted:
                self._refuse(item_id, "mismatch", address)  # RL-READ-23
            elif item_id in self.state.missing:
                self._take(item_id, data)

        self.held.setdefault(item_id, deque())
        self.questions.append(self._ask(Authenticate(data), answered))

    def _take(self, item_id: bytes, data: bytes) -> None:
        self.taken[item_id] = data
        self.state.missing.pop(item_id, None)
        self.held.pop(item_id, None)

    def _refuse(self, item_id: bytes, reason: GapReason, address: bytes | None) -> None:
        """Put this address off, and go on to the next."""
        item = self.state.missing.get(item_id)
        if item is None:
            return  # it came in another way in the meantime
        item.last_reason = reason
        if address in item.candidates:
            self.state.put_off(item.candidates[address], self.now)
        self.wanted.extendleft(reversed(self.held.pop(item_id, ())))

    # ------------------------------------------------------------------------------------------- the answer

    def _report(self) -> Report:
        check: Literal["verified", "opaque"] = "opaque" if self.log.group is None else "verified"
        head = None if self.head_page is None else ReadPage.of(self.head_page)
        order = in_order(self.state, head, set(self.taken)) if self.taken else []
        delivered = tuple(Delivered(item_id, self.taken[item_id], check) for item_id in order)
        missing = {item_id: item.reason for item_id, item in self.state.missing.items()}
        gaps = {address: page.reason for address, page in self.state.pages.items() if isinstance(page, Gap)}
        self.state.delivered |= self.taken.keys()
        if head is None or self.head is None:
            return Report(self.head_status, delivered, missing, gaps, tuple(self.cycles))
        floor = self.state.floor
        finding = judge_head(self.state, head)
        if finding.head == "advanced":
            self.state.floor = self.head  # RL-NAME-11
        evidence = (floor, self.head) if finding.head == "fork" else None
        return Report(
            finding.head, delivered, missing, gaps, tuple(self.cycles), finding.inserted, finding.reordered, evidence
        )


def _reason(failed: Failed) -> Literal["not_found", "unavailable", "timeout"]:
    """Why a get failed (RL-READ-21)."""
    match failed.reason:
        case "not_found":
            return "not_found"
        case "timeout":
            return "timeout"
    return "unavailable"
