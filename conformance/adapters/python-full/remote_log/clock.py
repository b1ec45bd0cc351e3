"""A count of its own, for epochs and seconds that a node is told and that can jump."""

from dataclasses import dataclass


@dataclass(slots=True)
class Clock:
    """Adds what the told value advances by, and nothing when it goes back (RL-SYNC-44, RL-SYNC-45)."""

    count: int = 0
    told: int | None = None

    def tell(self, value: int) -> None:
        """The value is this now."""
        if self.told is None:
            self.count = value
        else:
            self.count += max(0, value - self.told)
        self.told = value
