"""What a session asks of the world outside, and how it is driven.

Writers, readers and nodes do no input or output. Each call of theirs is a *session*, a generator: it yields the effects
that are to be started now, several at once where they do not depend on each other, and is sent each answer as it comes,
in any order. What it returns is the answer of the call.
"""

from collections.abc import Generator, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

FailureReason = Literal["not_found", "unavailable", "timeout", "conflict", "too_large", "unsupported", "full"]


class Failed(NamedTuple):
    """The answer to an effect that could not be done, or of which that is not known."""

    reason: FailureReason


class Add(NamedTuple):
    """Add content to the content store; answered with its address."""

    content: bytes


class Get(NamedTuple):
    """Get what is at an address of the content store; answered with the content."""

    address: bytes


class Fetch(NamedTuple):
    """Fetch what a name holds; answered with the content."""

    name: str


ANY = object()
"""The expectation of an update that does not compare."""


class Update(NamedTuple):
    """Let a name hold this content.

    ``expect`` is the content that it has to hold for that, ``None`` if there must be no such name, or ``ANY``.
    """

    name: str
    content: bytes
    expect: object


class Load(NamedTuple):
    """Load what was saved last; answered with that, or ``None`` before the first time."""


class Save(NamedTuple):
    """Save this state, so that it is there after a crash. ``delivered`` are the ids that become delivered with it."""

    state: bytes
    delivered: tuple[bytes, ...] = ()


class Authenticate(NamedTuple):
    """Ask the application whether it takes this message; answered with a boolean (RL-READ-23, RL-SYNC-48)."""

    data: bytes


class Deposit(NamedTuple):
    """Seal a payload for a peer and put it into its mailbox."""

    peer: bytes
    payload: bytes


class MailItem(NamedTuple):
    """An item out of a mailbox: whom it says it is from and for, and whether all that is as it was sealed."""

    sender: bytes
    to: bytes
    payload: bytes
    sealed: bool


class Mail(NamedTuple):
    """Some items out of the node's own mailbox, the oldest first, and the token that takes them away."""

    items: tuple[MailItem, ...]
    token: str


class Collect(NamedTuple):
    """Take away from the node's own mailbox what the token stands for, and get what comes next, as ``Mail``."""

    token: str | None


Effect = Add | Get | Fetch | Update | Load | Save | Authenticate | Deposit | Collect

T = TypeVar("T")
Session = Generator[Sequence[Effect], tuple[Effect, Any], T]
"""It yields effects to start, and is sent one of those under way with its answer: a value or ``Failed``."""


def one(effect: Effect) -> Session[Any]:
    """Do this effect, and wait for its answer."""
    _, answer = yield [effect]
    return answer


def each(effects: Sequence[Effect]) -> Session[list[Any]]:
    """Do these effects at once, wait for all of them, and return the answers in the same order."""
    answers: dict[int, Any] = {}
    start: Sequence[Effect] = effects
    for _ in effects:
        done, answer = yield start
        answers[id(done)] = answer
        start = ()
    return [answers[id(effect)] for effect in effects]
