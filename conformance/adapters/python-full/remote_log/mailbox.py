"""Mailboxes as a helper of a node: it empties its own, and puts its messages into those of its peers."""

from collections.abc import Callable

from .effects import Collect, Deposit, Failed, Mail, MailItem, Session, each, one
from .errors import Refused
from .intake import Intake, Taken
from .node_settings import NodeSettings
from .node_state import NodeState
from .outbox import payload_of

MOST_COLLECTS = 64
"""How often one call asks for more, so that a mailbox that hands out the same for ever cannot keep it busy."""

Save = Callable[[Taken], Session[None]]


def empty_mailbox(intake: Intake, taken: Taken, save: Save) -> Session[None]:
    """Take what peers sealed for this node, and confirm it once what came of it is saved (RL-SYNC-51, RL-SYNC-52)."""
    token: str | None = None
    for _ in range(MOST_COLLECTS):
        mail = yield from one(Collect(token))
        if isinstance(mail, Failed) or not mail.items:
            return
        yield from _take(intake, mail, taken)
        yield from save(taken)
        token = mail.token


def _take(intake: Intake, mail: Mail, taken: Taken) -> Session[None]:
    for item in mail.items:
        if not _genuine(item, intake.settings):
            continue
        try:
            payload = intake.usable(item.sender, item.payload)
        except Refused:
            continue
        # It counts as direct, and does not show that the peer is there now.
        yield from intake.take(item.sender, payload, taken)


def _genuine(item: MailItem, settings: NodeSettings) -> bool:
    """Whether its sender sealed it for this node, unaltered."""
    return item.sealed and item.to == settings.peer


def deposit(settings: NodeSettings, state: NodeState) -> Session[None]:
    """Deposit what is yet to be deposited (RL-SYNC-49). What failed stays so, unless it can never succeed (RL-SYNC-50)."""
    due = list(state.deposits)
    items = [Deposit(peer, payload_of(state.contents[item_id], settings.numbers)) for peer, item_id in due]
    answers = yield from each(items)
    for done, answer in zip(due, answers, strict=True):
        if not isinstance(answer, Failed) or answer.reason in ("not_found", "too_large"):
            state.deposits.remove(done)
