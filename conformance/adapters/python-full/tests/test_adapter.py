"""The adapter over a pipe."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

from remote_log.page import Page, Pair, encode_page

ADAPTER = Path(__file__).parent.parent / "adapter.py"
HELLO = {"id": "0", "op": "hello", "in": {"protocol": "1", "harness": "test", "max_line": "1048576"}}
READER = {
    "instance": "bob",
    "name": "alice",
    "profile": "core",
    "group": None,
    "kind": "opaque",
    "limits": dict.fromkeys(("pages", "page_bytes", "pairs", "content_bytes", "call_bytes", "gets"), "99"),
}


class Pipe:
    """An adapter that runs, line by line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.stdin: IO[str] = process.stdin
        self.stdout: IO[str] = process.stdout

    def tell(self, line: object) -> Any:
        """Send a line, and answer the next one that comes."""
        self.stdin.write(json.dumps(line) + "\n")
        self.stdin.flush()
        return json.loads(self.stdout.readline())


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """An adapter, which ends by itself when its input does."""
    with subprocess.Popen(
        [sys.executable, ADAPTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        pipe = Pipe(process)
        watchdog = Timer(30, process.kill)  # a line that never comes ends the test, and does not hang it
        watchdog.start()
        yield pipe
        watchdog.cancel()
        pipe.stdin.close()
        assert process.wait(timeout=10) == 0
        assert pipe.stdout.read() == ""


def test_hello_and_another_version(pipe: Pipe) -> None:
    """What it claims, and that it refuses another protocol in words."""
    assert pipe.tell(HELLO)["ok"]["language"] == "python"
    other = {**HELLO, "id": "1", "in": {"protocol": "2"}}
    assert "not version 2" in pipe.tell(other)["fault"]["message"]


def test_a_value_a_rejection_a_fault_and_what_it_does_not_have(pipe: Pipe) -> None:
    """Each kind of answer, under the request's id; it goes on after each."""
    assert pipe.tell({"id": "1", "op": "page.decode", "in": {"bytes": ""}}) == {"id": "1", "ok": {"pairs": [], "tail": ""}}
    rejection = {"reason": "malformed", "detail": "truncated"}
    assert pipe.tell({"id": "2", "op": "page.decode", "in": {"bytes": "12"}}) == {"id": "2", "reject": rejection}
    assert pipe.tell({"id": "3", "op": "page.decode", "in": {"bytes": "no hex"}})["fault"]["message"]
    assert pipe.tell({"id": "4", "op": "page.dance", "in": {}}) == {"id": "4", "unsupported": {}}
    assert "opened first" in pipe.tell({"id": "5", "op": "reader.sync", "in": {"instance": "bob"}})["fault"]["message"]


def open_reader(pipe: Pipe) -> None:
    """Open bob."""
    load = pipe.tell({"id": "1", "op": "reader.open", "in": READER})
    assert (load["op"], load["for"], load["instance"]) == ("state.load", "1", "bob")
    assert pipe.tell({"call": load["call"], "ok": {"state": None}}) == {"id": "1", "ok": {}}


def test_a_call_back_and_a_drop(pipe: Pipe) -> None:
    """A dropped instance is forgotten; answers that were on their way to it are passed over."""
    open_reader(pipe)
    fetch = pipe.tell({"id": "2", "op": "reader.sync", "in": {"instance": "bob", "now": "0"}})
    assert (fetch["op"], fetch["in"]) == ("ns.fetch", {"name": "alice"})
    head = encode_page(Page((Pair(bytes(32), b"at"),), b"tail"))
    get = pipe.tell({"call": fetch["call"], "ok": {"content": head.hex()}})
    other = json.loads(pipe.stdout.readline())
    assert (get["op"], other["op"]) == ("cas.get", "cas.get")
    assert pipe.tell({"call": get["call"], "drop": {}}) == {"id": "2", "dropped": {}}
    pipe.stdin.write(json.dumps({"call": other["call"], "drop": {}}) + "\n")
    assert "fault" in pipe.tell({"id": "3", "op": "reader.sync", "in": {"instance": "bob", "now": "0"}})
    open_reader(pipe)


def test_an_answer_of_another_shape_is_a_fault(pipe: Pipe) -> None:
    """And the instance is forgotten."""
    open_reader(pipe)
    fetch = pipe.tell({"id": "2", "op": "reader.sync", "in": {"instance": "bob", "now": "0"}})
    assert "fault" in pipe.tell({"call": fetch["call"], "ok": {"content": 7}})
    assert "fault" in pipe.tell({"id": "3", "op": "reader.sync", "in": {"instance": "bob", "now": "0"}})


def test_requests_of_two_instances_at_once(pipe: Pipe) -> None:
    """A request waits for its callback while another is answered."""
    load = pipe.tell({"id": "1", "op": "reader.open", "in": READER})
    assert pipe.tell({"id": "2", "op": "page.decode", "in": {"bytes": ""}})["id"] == "2"
    assert pipe.tell({"call": load["call"], "ok": {"state": None}})["id"] == "1"


@pytest.mark.parametrize("line", ["garbage", "[]", '{"call":"c9","ok":{}}', '{"op":"hello"}'])
def test_a_line_that_is_none_ends_it_with_a_sentence(line: str) -> None:
    """On standard error, with nothing on standard output and no stack trace."""
    ended = subprocess.run([sys.executable, ADAPTER], input=line + "\n", capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("A line came that is neither")
    assert "Traceback" not in ended.stderr


def test_without_its_libraries_it_says_how_to_install_them() -> None:
    """A Python that sees no installed packages."""
    ended = subprocess.run([sys.executable, "-I", "-S", ADAPTER], capture_output=True, text=True, check=False, input="")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "protobuf, multiformats" in ended.stderr
    assert "pip install" in ended.stderr
    assert "Traceback" not in ended.stderr
