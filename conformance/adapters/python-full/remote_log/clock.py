"""A count of its own, for epochs and seconds that a node is told and that can jump."""

from dataclasses import dataclass


@dataclass
class Clock:
    """Adds what the told value advances by, and nothing when it goes back (RL-SYNC-44, RL-SYNC-45).

    ``went_back`` until that is saved: a node that forgot it at a restart would wait for the far day after all.
    """

    count: int = 0
    told: int | None = None
    went_back: bool = False

    def tell(self, value: int) -> None:
        """The value is this now."""
        if self.told is None:
            self.count = value
        elif value >= self.told:
            self.count += value - self.told
        else:
            self.went_back = True
        self.told = value
