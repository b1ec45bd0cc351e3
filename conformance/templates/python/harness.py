"""The lines that go either way. Standard output is for them alone: print what you want to see to standard error."""

import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any, Never

_serving = ""  # the id of the request that is being handled
_calls = itertools.count(1)


class Unsupported(Exception):
    """There is no such operation, or not in this form."""


class Reject(Exception):
    """The input is refused: Reject("malformed"), "invalid", "mismatch" or "too_large"."""


class Failed(Exception):
    """A callback failed: its text is the reason, such as "not_found"."""


class Dropped(Exception):
    """The device died in a callback: forget the instance, and let this exception pass."""


def unsupported(*_: object) -> Never:
    """The stub of an operation. What is one is left out of the hello."""
    raise Unsupported


def requests() -> Iterator[dict[str, Any]]:
    """The requests, one by one, until standard input ends."""
    global _serving
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        _serving = request["id"]
        yield request


def send(message: dict[str, Any]) -> None:
    """Writes a line, and flushes it: the harness waits."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def call(op: str, instance: str, given: dict[str, Any]) -> Any:
    """Calls back: the harness is the content store, the name system and the disk. Waits for its `ok`."""
    send({"call": f"c{next(_calls)}", "for": _serving, "instance": instance, "op": op, "in": given})
    answer = json.loads(sys.stdin.buffer.readline())
    if "drop" in answer:
        raise Dropped
    if "fail" in answer:
        raise Failed(answer["fail"]["reason"])
    return answer["ok"]
