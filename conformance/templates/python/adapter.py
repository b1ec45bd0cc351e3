"""Answers the harness: a request a line on standard input, an answer a line on standard output."""

import traceback
from typing import Any

from harness import Dropped, Reject, Unsupported, requests, send, unsupported
from operations import OPERATIONS

HELLO = {
    "protocol": "1",
    "name": "my-remote-log",
    "version": "0.1.0",
    "language": "python",
    "operations": [name for name, handler in OPERATIONS.items() if handler is not unsupported],
    "profiles": ["core"],
}


def answer(op: str, given: Any) -> dict[str, Any]:
    """What to say to a request."""
    if op == "hello":
        return {"ok": HELLO}
    handlers: dict[str, Any] = {**OPERATIONS}
    try:
        return {"ok": handlers.get(op, unsupported)(given)}
    except Unsupported:
        return {"unsupported": {}}
    except Reject as reject:
        return {"reject": {"reason": str(reject)}}
    except Dropped:
        return {"dropped": {}}
    except Exception as error:  # the adapter's own mistake, which the harness shows
        traceback.print_exc()
        return {"fault": {"message": repr(error)}}


if __name__ == "__main__":
    for request in requests():
        send({"id": request["id"], **answer(request["op"], request["in"])})
