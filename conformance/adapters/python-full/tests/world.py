"""A small world for the tests: a store whose answers can be altered, a disk, and crashes."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from remote_log.effects import Add, Authenticate, Collect, Deposit, Effect, Failed, Fetch, Get, Load, Save, Session, Update
from remote_log.memory import MemoryStore
from remote_log.message import Message, encode_message
from remote_log.page import Page, Pair, encode_page

T = TypeVar("T")
GROUP = bytes(range(32))


class CrashError(Exception):
    """The device died."""


@dataclass
class World:
    """``fault`` may answer an effect in the place of the store; ``seen`` is what was asked; ``disk`` what was saved.

    ``mail`` answers what is asked of mailboxes.
    """

    store: MemoryStore = field(default_factory=MemoryStore)
    disk: bytes | None = None
    delivered: list[bytes] = field(default_factory=list)
    seen: list[Effect] = field(default_factory=list)
    fault: Callable[[Effect], Any] = lambda _: None
    crash_at: int | None = None
    mail: Callable[[Effect], Any] = lambda _: None

    def run(self, session: Session[T]) -> T:
        """Run a session to its end, or until the device dies at an effect, which then is not done."""
        waiting: deque[Effect] = deque()
        try:
            waiting.extend(next(session))
            while True:
                effect = waiting.popleft()
                if not isinstance(effect, Load):
                    self.seen.append(effect)
                if self.crash_at is not None and len(self.seen) > self.crash_at:
                    raise CrashError
                answer = self.fault(effect)
                waiting.extend(session.send((effect, self.do(effect) if answer is None else answer)))
        except StopIteration as done:
            result: T = done.value
            return result

    def do(self, effect: Effect) -> Any:
        """What the stores and the disk answer."""
        match effect:
            case Add(content):
                return self.store.add(content)
            case Get(address):
                return self.store.get(address)
            case Fetch(name):
                return self.store.fetch(name)
            case Update(name, content, expect):
                return self.store.update(name, content, expect)
            case Load():
                return self.disk
            case Collect() | Deposit():
                return self.mail(effect)
            case Save(state, delivered):
                self.disk = state
                self.delivered += delivered
                return None
            case Authenticate():
                return True
        raise AssertionError(effect)

    def count(self, kind: type[Effect]) -> int:
        """How many effects of this kind there were."""
        return sum(isinstance(effect, kind) for effect in self.seen)


def message(text: str) -> bytes:
    """A message that says this, encoded."""
    return encode_message(Message(GROUP, 1, text.encode()))


def item_id(text: str) -> bytes:
    """Its id."""
    return Message(GROUP, 1, text.encode()).id


def page(texts: str, tail: bytes = b"") -> bytes:
    """A page that embeds these messages of one letter each, the newest first."""
    return encode_page(Page(tuple(Pair(item_id(text), data=message(text)) for text in texts.split()), tail))


def failing(kind: type[Effect], reason: Any, content: bytes | None = None) -> Callable[[Effect], Failed | None]:
    """A fault: effects of this kind, with this content or address if it is given, fail for this reason."""

    def fault(effect: Effect) -> Failed | None:
        hit = isinstance(effect, kind) and content in (
            None,
            getattr(effect, "content", None),
            getattr(effect, "address", None),
        )
        return Failed(reason) if hit else None

    return fault
