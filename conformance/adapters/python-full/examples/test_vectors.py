"""The published vectors as ordinary tests: how any project in Python can use them, without the harness.

Each stateless case is one operation, its input, and assertions about the result. ``OPERATIONS`` says what the library under
test does for each operation; put your own there. Stateful cases and scenarios need stores that fail on command and are
left to the harness.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from remote_log.errors import Refused
from remote_log_adapter.stateless import STATELESS as OPERATIONS

VECTORS = Path(os.environ.get("RLOG_VECTORS", Path(__file__).parents[4] / "vectors"))
"""The bundle's ``vectors.json``, or a directory of vector files in YAML."""

DECODERS = {
    "page": ("page.decode", {}),
    "message": ("message.decode", {"numbers": "spec"}),
    "message_legacy": ("message.decode", {"numbers": "legacy"}),
    "payload": ("payload.decode", {"numbers": "spec"}),
    "payload_legacy": ("payload.decode", {"numbers": "legacy"}),
}
"""What ``decodes`` names, as operations of this library; any other name is a service message's."""


def written(value: Any) -> str:
    """The same text for the same value, in whatever order its fields came."""
    return json.dumps(value, sort_keys=True)


def stateless_cases() -> Iterator[Any]:
    """Every case that is one operation."""
    cases = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"] if VECTORS.is_file() else list(cases_in_yaml())
    assert cases, (
        f"There are no vectors in {VECTORS}; let RLOG_VECTORS name a vectors.json, or a directory of vector files."
    )
    for case in cases:
        if "do" in case:
            yield pytest.param(case["do"], case["in"], case["expect"], id=case["id"])


def cases_in_yaml() -> Iterator[Any]:
    """The cases of the vector files, with the names of their bytes written out, as they are in ``vectors.json``."""
    for file in sorted(VECTORS.glob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        names = {f"${name}": written_out(value, {}) for name, value in content.get("let", {}).items()}
        for case in content["cases"]:
            yield written_out(case, names)


def written_out(value: Any, names: dict[str, str]) -> Any:
    """The value with ``$name`` and ``{repeat, count}`` replaced by the bytes that they stand for, as hex."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [written_out(element, names) for element in value]
    if isinstance(value, dict):
        if value.keys() == {"repeat", "count"}:
            return written_out(value["repeat"], names) * int(value["count"])
        return {key: written_out(element, names) for key, element in value.items()}
    return value


def at(answer: Any, pointer: str) -> Any:
    """The part of the answer that a JSON pointer names; ``*`` stands for every element of an array."""
    for count, segment in enumerate(pointer.split("/")[1:], start=1):
        if segment == "*":
            rest = "".join(f"/{later}" for later in pointer.split("/")[1 + count :])
            return [at(element, rest) for element in answer]
        answer = answer[int(segment)] if isinstance(answer, list) else answer[segment]
    return answer


def decoded(kind: str, data: str) -> Any:
    """Bytes as this library reads them."""
    if kind in DECODERS:
        operation, numbers = DECODERS[kind]
        return OPERATIONS[operation]({"bytes": data, **numbers})
    return OPERATIONS["service.decode"]({"message": kind, "bytes": data})


def check(assertion: Any, answer: Any, refused: Refused | None) -> None:
    """One assertion; its requirement is in the message of a failure."""
    requirement = assertion["req"]
    if "rejects" in assertion:
        assert refused is not None, f"{requirement}: this has to be refused as {assertion['rejects']}, and gave {answer}"
        assert refused.reason == assertion["rejects"], requirement
        assert refused.detail == assertion.get("detail", refused.detail), requirement
        return
    assert refused is None, f"{requirement}: this must not be refused: {refused}"
    found = at(answer, assertion["at"])
    if "is" in assertion:
        assert found == assertion["is"], requirement
    elif "set" in assertion:
        assert sorted(map(written, found)) == sorted(map(written, assertion["set"])), requirement
    elif "decodes" in assertion:
        assert decoded(assertion["decodes"]["as"], found) == assertion["decodes"]["to"], requirement
    else:
        assert int(found) <= int(assertion["at_most"]), requirement


@pytest.mark.parametrize(("operation", "given", "assertions"), list(stateless_cases()))
def test_stateless_vector(operation: str, given: Any, assertions: list[Any]) -> None:
    """Ask the library, and check the assertions in their order."""
    answer: Any = None
    refused: Refused | None = None
    try:
        answer = OPERATIONS[operation](given)
    except Refused as reason:
        refused = reason
    for assertion in assertions:
        check(assertion, answer, refused)
