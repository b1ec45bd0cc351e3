"""What one call of a reader would like to get, and what is under way, within its bounds."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .effects import Effect, Get
from .limits import Limits


class Want(NamedTuple):
    """A get that the call would like to start: of a page, or of an item's content."""

    address: bytes
    item: bytes | None = None


Then = Callable[[Any], None]
"""What is to be done with an answer."""


class Agenda:
    """What is wanted, in order, and what is under way. ``received`` counts the bytes that came."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.wanted: deque[Want] = deque()
        self.received = 0
        self._gets = 0
        self._asked: list[Effect] = []
        self._under_way: dict[int, Then] = {}

    @property
    def busy(self) -> bool:
        """Whether answers are waited for."""
        return bool(self._under_way)

    def ask(self, effect: Effect, then: Then) -> None:
        """Start something that no bound is on."""
        self._under_way[id(effect)] = then
        self._asked.append(effect)

    def want_first(self, wants: Iterable[Want]) -> None:
        """Want these before everything else."""
        self.wanted.extendleft(reversed(list(wants)))

    def answered(self, effect: Effect, answer: Any) -> None:
        """An answer came."""
        then = self._under_way.pop(id(effect))
        if isinstance(effect, Get):
            self._gets -= 1
        if isinstance(answer, bytes):
            self.received += len(answer)
        then(answer)

    def start(self, begin: Callable[[Want], Then | None]) -> list[Effect]:
        """What is to be started now, within the bounds on gets and bytes (RL-LIMIT-5, RL-LIMIT-8).

        ``begin`` says what to do with the answer to a get, or ``None`` if it is not to be started after all.
        """
        effects, self._asked = self._asked, []
        while self.wanted and self._gets < self.limits.gets and self.received < self.limits.call_bytes:
            want = self.wanted.popleft()
            then = begin(want)
            if then is not None:
                get = Get(want.address)
                self._gets += 1
                self._under_way[id(get)] = then
                effects.append(get)
        return effects
