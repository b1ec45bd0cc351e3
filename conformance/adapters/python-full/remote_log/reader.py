"""A reader: it follows a name, and delivers what its log lists, each item once."""

from .catch_up import CatchUp, Report
from .effects import Load, Save, Session, one
from .log_settings import LogToRead
from .reader_state import ReaderState


class Reader:
    """A reader of one log (RL-READ-24). Each method is a session; see :mod:`remote_log.effects`."""

    def __init__(self, log: LogToRead, saved: bytes | None) -> None:
        self.log = log
        self.state = ReaderState() if saved is None else ReaderState.unpack(saved)
        self.saved = self.state.pack()

    @classmethod
    def open(cls, log: LogToRead) -> Session["Reader"]:
        """Go on from what was saved (RL-READ-16)."""
        return cls(log, (yield from one(Load())))

    def sync(self, now: int) -> Session[Report]:
        """Catch up; ``now`` is the time in seconds since some start. Answers after the save (RL-READ-15)."""
        report = yield from self.catch_up(now)
        state = self.state.pack()
        if state != self.saved:
            yield from one(Save(state, tuple(item.id for item in report.delivered)))
            self.saved = state
        return report

    def catch_up(self, now: int) -> Session[Report]:
        """Catch up without saving, for a node, which saves its readers with itself."""
        return (yield from CatchUp(self.log, self.state, now).run())
