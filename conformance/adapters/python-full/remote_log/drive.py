"""A driver for sessions over stores that answer at once: the simplest way to use the library."""

from collections import deque
from typing import Any, Protocol, TypeVar

from .effects import Add, Effect, Failed, Fetch, Get, Load, Save, Session, Update

T = TypeVar("T")


class Stores(Protocol):
    """A content store and a name system; :class:`remote_log.memory.MemoryStore` is one."""

    def add(self, content: bytes) -> bytes | Failed:
        """Keep content; answer its address."""

    def get(self, address: bytes) -> bytes | Failed:
        """Answer content."""

    def update(self, name: str, content: bytes, expect: object) -> Failed | None:
        """Change a name."""

    def fetch(self, name: str) -> bytes | Failed:
        """Answer what a name holds."""


class Disk(Protocol):
    """Where one writer, reader or node keeps its state. What ``save`` took must be there after a crash."""

    def load(self) -> bytes | None:
        """What was saved last."""

    def save(self, state: bytes, delivered: tuple[bytes, ...]) -> None:
        """Save the state, with the ids that become delivered with it."""


def drive(session: Session[T], stores: Stores, disk: Disk) -> T:
    """Run a session of a writer or a reader to its end, one effect after the other, and return its answer.

    A driver for stores that are far away does the same with many effects under way at once. After an exception throw
    the writer or reader away and open it again from what was saved, as after a crash.
    """
    waiting: deque[Effect] = deque()
    try:
        waiting.extend(next(session))
        while True:
            effect = waiting.popleft()
            waiting.extend(session.send((effect, _do(effect, stores, disk))))
    except StopIteration as done:
        answer: T = done.value
        return answer


def _do(effect: Effect, stores: Stores, disk: Disk) -> Any:
    match effect:
        case Add(content):
            return stores.add(content)
        case Get(address):
            return stores.get(address)
        case Fetch(name):
            return stores.fetch(name)
        case Update(name, content, expect):
            return stores.update(name, content, expect)
        case Load():
            return disk.load()
        case Save(state, delivered):
            return disk.save(state, delivered)
    raise TypeError(f"This driver has stores and a disk, and cannot do {effect}.")
