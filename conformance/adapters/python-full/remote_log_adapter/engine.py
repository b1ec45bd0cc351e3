"""The engine: it reads lines, starts sessions for requests, and brings callbacks and their answers together."""

import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from remote_log.effects import Effect, Session
from remote_log.errors import Refused

from .callbacks import answer_to, callback
from .instances import OPENED, OPENERS
from .stateless import STATELESS
from .values import Object

PROTOCOL = "1"
MAX_LINE = 16 * 1024 * 1024
"""The longest line that is taken, in bytes."""

HELLO = {
    "protocol": PROTOCOL,
    "name": "remote-log-python",
    "version": "0.1.0",
    "language": "python",
    "operations": [*STATELESS, *OPENERS, *OPENED, "instance.drop"],
    "profiles": [
        "core",
        "strict-wire",
        "verify",
        "pointer",
        "mvds",
        "mvds-legacy",
        "store",
        "mvds-node",
        "mvds-robust",
        "mvds-helper",
        "mvds-mailbox",
        "mvds-forward",
    ],
    "max_in_flight": "16",
    "max_line": str(MAX_LINE),
    "details": True,
}


@dataclass(eq=False)
class Request:
    """A request that is being handled: its id, its instance, and the callbacks that are under way for it."""

    id: str
    instance: str
    session: Session[Object]
    calls: set[str] = field(default_factory=set)


class Engine:
    """All requests and instances of this process. ``send`` takes the lines that go out together."""

    def __init__(self, send: Callable[[list[Object]], None]) -> None:
        self.send = send
        self.instances: dict[str, Any] = {}
        self.calls: dict[str, tuple[Request, Effect]] = {}
        self.abandoned: set[str] = set()
        self.calls_made = 0

    def take(self, line: Object) -> None:
        """Handle one line of the harness."""
        if "op" in line:
            self._request(line["id"], line["op"], line["in"])
        elif line["call"] in self.abandoned:
            self.abandoned.discard(line["call"])
        else:
            self._answer(line)

    def _request(self, request_id: str, op: str, given: Object) -> None:
        try:
            if op == "hello":
                self.send([{"id": request_id, **_hello(given)}])
            elif op in STATELESS:
                self.send([{"id": request_id, "ok": STATELESS[op](given)}])
            elif op == "instance.drop":
                self.instances.pop(given["instance"], None)
                self.send([{"id": request_id, "ok": {}}])
            elif op in OPENERS:
                opening = self._open(OPENERS[op], given)
                self._go_on(Request(request_id, given["instance"], opening), None)
            elif op in OPENED:
                session = OPENED[op](self._instance(given["instance"]), given)
                self._go_on(Request(request_id, given["instance"], session), None)
            else:
                self.send([{"id": request_id, "unsupported": {}}])
        except Refused as refused:
            self.send([{"id": request_id, "reject": _rejection(refused)}])
        except Exception as error:
            self.send([_fault(request_id, error)])

    def _instance(self, name: str) -> Any:
        if name not in self.instances:
            raise LookupError(f"There is no instance {name!r}; it has to be opened first.")
        return self.instances[name]

    def _open(self, opener: Callable[[Object], Session[Any]], given: Object) -> Session[Object]:
        self.instances[given["instance"]] = yield from opener(given)
        return {}

    def _answer(self, line: Object) -> None:
        request, effect = self.calls.pop(line["call"])
        request.calls.discard(line["call"])
        if "drop" in line:
            self._abandon(request)
            self.send([{"id": request.id, "dropped": {}}])
            return
        try:
            answer = answer_to(effect, line)
        except (KeyError, TypeError, ValueError) as error:
            self._abandon(request)
            self.send([_fault(request.id, error)])
            return
        self._go_on(request, (effect, answer))

    def _go_on(self, request: Request, answer: tuple[Effect, Any] | None) -> None:
        """Let the session go on until it waits for an answer or is done."""
        try:
            effects = next(request.session) if answer is None else request.session.send(answer)
            self.send([self._call(request, effect) for effect in effects])
        except StopIteration as done:
            self.send([{"id": request.id, "ok": done.value}])
        except Refused as refused:
            self.send([{"id": request.id, "reject": _rejection(refused)}])
        except Exception as error:
            self._abandon(request)
            self.send([_fault(request.id, error)])

    def _call(self, request: Request, effect: Effect) -> Object:
        self.calls_made += 1
        call = f"c{self.calls_made}"
        op, given = callback(effect)
        self.calls[call] = (request, effect)
        request.calls.add(call)
        return {"call": call, "for": request.id, "instance": request.instance, "op": op, "in": given}

    def _abandon(self, request: Request) -> None:
        """Forget the request's instance, and the callbacks of it that have no answer yet."""
        self.instances.pop(request.instance, None)
        request.session.close()
        for call in request.calls:
            del self.calls[call]
        self.abandoned |= request.calls


def _hello(given: Object) -> Object:
    if given["protocol"] != PROTOCOL:
        sentence = f"This adapter speaks version {PROTOCOL} of the adapter protocol, not version {given['protocol']}."
        return {"fault": {"message": sentence}}
    return {"ok": HELLO}


def _rejection(refused: Refused) -> Object:
    rejection: Object = {"reason": refused.reason}
    if refused.detail is not None:
        rejection["detail"] = refused.detail
    return rejection


def _fault(request_id: str, error: Exception) -> Object:
    """The answer where the adapter itself failed; where it failed goes to standard error."""
    traceback.print_exception(error, file=sys.stderr)
    return {"id": request_id, "fault": {"message": f"The adapter failed: {type(error).__name__}: {error}"}}


def serve(lines: BinaryIO, out: BinaryIO) -> None:
    """Handle lines until there are no more; standard output is flushed before the next one is waited for."""
    write = json.JSONEncoder(separators=(",", ":")).encode

    def send(objects: list[Object]) -> None:
        out.write("".join(write(line) + "\n" for line in objects).encode())
        out.flush()

    engine = Engine(send)
    while line := lines.readline(MAX_LINE + 2):
        if len(line) > MAX_LINE + 1:
            sys.exit(f"A line of more than {MAX_LINE} bytes came, longer than this adapter's hello allows.")
        try:
            engine.take(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            sys.exit(f"A line came that is neither a request nor an answer that is waited for ({error!r}): {line[:200]!r}")
