"""The items that one call of a reader takes: what pages list, and where their contents come from."""

from collections import deque
from functools import partial

from .address import check_address
from .agenda import Agenda, Then, Want
from .effects import Authenticate, Failed
from .errors import Refused
from .log_settings import LogToRead
from .message import check_message
from .page import Page, Pair
from .reader_state import MAX_CANDIDATES, GapReason, Missing, ReaderState, failure


class Items:
    """Takes contents into ``taken``, by id, and keeps account of what is missing in the reader's state."""

    def __init__(self, log: LogToRead, state: ReaderState, now: int, agenda: Agenda) -> None:
        self.log = log
        self.state = state
        self.now = now
        self.agenda = agenda
        self.taken: dict[bytes, bytes] = {}
        self._held: dict[bytes, deque[Want]] = {}
        """Items with a try under way, and the other addresses to be tried after it."""

    def list_page(self, page: Page) -> None:
        """Take what a page embeds, and want what it points to (RL-EMBED-1, RL-EMBED-2)."""
        from_here: dict[bytes, int] = {}
        for pair in page.pairs:
            if pair.local not in self.state.delivered and pair.local not in self.taken:
                self._embedded(pair)
                if pair.remote and pair.local not in self.taken:
                    self._pointed_to(pair, from_here)

    def _embedded(self, pair: Pair) -> None:
        """Take what a pair embeds, if it is the listed message (RL-EMBED-3 to RL-EMBED-5)."""
        item = self.state.missing.setdefault(pair.local, Missing("unlisted"))
        if not pair.data:
            return
        refused = self._check(pair.local, pair.data)
        if refused is None:
            self._accept(pair.local, pair.data)
        elif not item.candidates:
            item.last_reason = refused

    def _pointed_to(self, pair: Pair, from_here: dict[bytes, int]) -> None:
        """Note an address, and want what is there if it is new (RL-READ-10, RL-READ-20)."""
        candidates = self.state.missing[pair.local].candidates
        from_here[pair.local] = from_here.get(pair.local, 0) + 1
        if pair.remote in candidates or from_here[pair.local] > MAX_CANDIDATES:
            return
        candidates[pair.remote] = self.state.new_retry(self.now)
        if len(candidates) > MAX_CANDIDATES:
            del candidates[next(iter(candidates))]
        self.agenda.wanted.append(Want(pair.remote, pair.local))

    def begin(self, item_id: bytes, want: Want) -> Then | None:
        """Whether an address is tried now: one after the other for each item."""
        if item_id in self._held:
            self._held[item_id].append(want)
            return None
        if item_id not in self.state.missing:
            return None
        self._held[item_id] = deque()
        return partial(self._answered, item_id, want.address)

    def _answered(self, item_id: bytes, address: bytes, answer: bytes | Failed) -> None:
        if isinstance(answer, Failed):
            self._refuse(item_id, failure(answer), address)
            return
        refused = self._check(item_id, answer, address)
        if refused is None:
            self._accept(item_id, answer, address)
        else:
            self._refuse(item_id, refused, address)

    def _check(self, item_id: bytes, data: bytes, address: bytes | None = None) -> GapReason | None:
        """Why content cannot be used, or ``None`` if it can (RL-LIMIT-3, RL-READ-11, RL-READ-13)."""
        if len(data) > self.log.limits.content_bytes:
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
        """Take content that can be used, once the application does as well (RL-READ-23)."""

        def asked(accepted: bool) -> None:
            if accepted:
                self._take(item_id, data)
            else:
                self._refuse(item_id, "mismatch", address)

        if self.log.authenticate:
            self.agenda.ask(Authenticate(data), asked)
        else:
            self._take(item_id, data)

    def _take(self, item_id: bytes, data: bytes) -> None:
        if self.state.missing.pop(item_id, None) is not None:
            self.taken[item_id] = data
            self._held.pop(item_id, None)

    def _refuse(self, item_id: bytes, reason: GapReason, address: bytes | None) -> None:
        """Put this address off, and go on to the next; unless the item came in another way in the meantime."""
        item = self.state.missing.get(item_id)
        if item is None:
            return
        item.last_reason = reason
        if address in item.candidates:
            self.state.put_off(item.candidates[address], self.now)
        self.agenda.want_first(self._held.pop(item_id, ()))
