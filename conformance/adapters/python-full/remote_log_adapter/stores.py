"""The library's own store in memory as an instance of the protocol."""

from remote_log.effects import ANY, Failed, Session
from remote_log.memory import MemoryStore

from .values import Object


def open_store(given: Object) -> Session[MemoryStore]:  # noqa: ARG001 (it has no settings)
    """Open an empty store."""
    yield from ()
    return MemoryStore()


def store_add(store: MemoryStore, given: Object) -> Session[Object]:
    """Add content."""
    yield from ()
    return {"address": store.add(bytes.fromhex(given["content"])).hex()}


def store_get(store: MemoryStore, given: Object) -> Session[Object]:
    """Get content."""
    yield from ()
    return _content(store.get(bytes.fromhex(given["address"])))


def store_update(store: MemoryStore, given: Object) -> Session[Object]:
    """Update a name."""
    yield from ()
    expect: object
    match given["expect"]["state"]:
        case "absent":
            expect = None
        case "exact":
            expect = bytes.fromhex(given["expect"]["content"])
        case _:
            expect = ANY
    failed = store.update(given["name"], bytes.fromhex(given["content"]), expect)
    return {"status": "ok" if failed is None else failed.reason}


def store_fetch(store: MemoryStore, given: Object) -> Session[Object]:
    """Fetch a name."""
    yield from ()
    return _content(store.fetch(given["name"]))


def _content(answer: bytes | Failed) -> Object:
    if isinstance(answer, Failed):
        return {"status": answer.reason, "content": None}
    return {"status": "ok", "content": answer.hex()}
