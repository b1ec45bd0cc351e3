"""Why bytes cannot be used: a reason from the closed list of the specification, and a finer detail."""

from typing import Literal

Reason = Literal["malformed", "invalid", "mismatch", "too_large"]
"""What a decoder or a check answers for what it refuses."""


class Refused(Exception):
    """Bytes that cannot be used.

    ``reason`` is from the closed list of the specification. ``detail`` says more precisely what is wrong, in the words
    of the adapter protocol (``truncated``, ``local-hash-length``, …), and is ``None`` where nothing finer is known.
    """

    def __init__(self, reason: Reason, detail: str | None, sentence: str) -> None:
        super().__init__(sentence)
        self.reason: Reason = reason
        self.detail = detail


def malformed(detail: str, sentence: str) -> Refused:
    """Bytes that cannot be parsed."""
    return Refused("malformed", detail, sentence)


def invalid(detail: str, sentence: str) -> Refused:
    """Bytes that parse and break a rule of the format."""
    return Refused("invalid", detail, sentence)


def mismatch(detail: str | None, sentence: str) -> Refused:
    """Sound bytes that are not what they are said to be."""
    return Refused("mismatch", detail, sentence)
