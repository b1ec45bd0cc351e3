"""The example goes on working."""

from .alice_and_bob import main


def test_the_example() -> None:
    """A log is published, and is news to a reader."""
    assert main() == ["published", "advanced"]
