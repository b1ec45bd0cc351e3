"""Writers: what they add and publish, and what they make of a contested name."""

import pytest

from remote_log.effects import Add, Failed, Fetch, Get, Save, Update
from remote_log.log_settings import ALL, LogToWrite
from remote_log.page import decode_page
from remote_log.writer import NewItem, Writer

from .world import GROUP, CrashError, World, failing, item_id, message, page

LOG = LogToWrite("alice", GROUP, page_size=2)


def write(world: World, texts: str, log: LogToWrite = LOG) -> str:
    """Start a writer, append these messages and publish."""
    writer = world.run(Writer.open(log))
    if texts:
        world.run(writer.append([NewItem(None, message(text)) for text in texts.split()]))
    return world.run(writer.publish())


def listed(world: World) -> list[list[bytes]]:
    """The ids of each page, the head first; every content that is pointed to is there."""
    pages, data = [], world.store.names["alice"]
    while True:
        found = decode_page(data)
        for pair in found.pairs:
            assert pair.data or pair.remote in world.store.contents
        pages.append([pair.local for pair in found.pairs])
        if not found.tail:
            return pages
        data = world.store.contents[found.tail]


def ids(*pages: str) -> list[list[bytes]]:
    """Pages as they are expected."""
    return [[item_id(text) for text in texts.split()] for texts in pages]


def test_pages_are_sealed_when_they_are_full_and_one_more_comes() -> None:
    """The example of the chapter on sealing, two pairs to a page, through restarts."""
    world = World()
    steps = {"a": ["a"], "b": ["b a"], "c": ["c", "b a"], "d": ["d c", "b a"], "e": ["e", "d c", "b a"]}
    for text, pages in steps.items():
        assert write(world, text) == "published"
        assert listed(world) == ids(*pages)
    adds = world.count(Add)
    assert write(world, "") == "unchanged"
    assert (world.count(Add), world.count(Update)) == (adds, 5)


def test_everything_is_added_before_the_name_is_updated() -> None:
    """Contents, then the page, the save, and the name last (RL-WRITE-1)."""
    world = World()
    write(world, "a b c")
    kinds = [type(effect) for effect in world.seen]
    assert kinds == [Save, Fetch, Add, Add, Add, Add, Save, Update]


@pytest.mark.parametrize(
    ("embed", "pages"), [(0, [[False], [False, False]]), (1, [[True], [False, False]]), (ALL, [[True], [True, True]])]
)
def test_what_is_embedded(embed: int, pages: list[list[bool]]) -> None:
    """Of the head the newest, or everything everywhere (RL-EMBED-6)."""
    world = World()
    write(world, "a b c", LOG._replace(embed=embed))
    head = decode_page(world.store.names["alice"])
    sealed = decode_page(world.store.contents[head.tail])
    assert [[bool(pair.data) for pair in found.pairs] for found in (head, sealed)] == pages


def test_empty_content_cannot_be_embedded() -> None:
    """It would be no content on the wire, so it is pointed to."""
    world = World()
    writer = world.run(Writer.open(LogToWrite("alice", embed=ALL)))
    world.run(writer.append([NewItem(bytes(32), b"")]))
    world.run(writer.publish())
    assert decode_page(world.store.names["alice"]).pairs[0].remote in world.store.contents


def test_a_pure_pointer_has_no_pairs_and_its_page_becomes_the_sealed_one() -> None:
    """A page that was added for a pointer is not added again when it is sealed (RL-NAME-2)."""
    world, log = World(), LOG._replace(pointer=True)
    write(world, "a b", log)
    assert listed(world) == ids("", "b a")
    adds = world.count(Add)
    write(world, "c", log)
    assert listed(world) == ids("", "c", "b a")
    assert world.count(Add) == adds + 2


def test_what_was_appended_before_and_what_is_ephemeral() -> None:
    """Each item has a status of its own (RL-WRITE-6)."""
    world = World()
    writer = world.run(Writer.open(LOG))
    statuses = world.run(writer.append([NewItem(None, message("a")), NewItem(None, message("a"))]))
    assert statuses == [(item_id("a"), "appended"), (item_id("a"), "duplicate")]


@pytest.mark.parametrize(
    ("held", "status"),
    [
        (b"", "published"),
        (page("a"), "published"),
        (page("a x"), "refused"),
        (b"\x12", "refused"),
        (page("a", b"nowhere"), "refused"),
    ],
)
def test_a_contested_name(held: bytes, status: str) -> None:
    """Only the writer's own log or an older one is overwritten (RL-WRITE-10)."""
    world = World()
    world.store.names["alice"] = held
    assert write(world, "a b") == status
    assert (world.store.names["alice"] == held) == (status == "refused")


def test_the_update_expects_what_was_fetched() -> None:
    """Somebody else comes in between (RL-WRITE-11)."""
    world = World()

    def race(effect: object) -> None:
        if isinstance(effect, Update):
            world.store.names["alice"] = page("x")

    world.fault = race
    assert write(world, "a") == "conflict"
    assert world.store.names["alice"] == page("x")


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (page("a"), "published"),
        (b"", "published"),
        (Failed("not_found"), "published"),
        (Failed("timeout"), "published"),
        (page("x"), "conflict"),
        (b"\x12", "conflict"),
        (page("a", b"nowhere"), "conflict"),
    ],
)
def test_without_compare_and_set_a_writer_looks_again(found: bytes | Failed, status: str) -> None:
    """The table of the chapter on two devices (RL-WRITE-17)."""
    world, fetched = World(), []

    def fault(effect: object) -> object:
        if isinstance(effect, Update) and effect.expect is None:
            return Failed("unsupported")
        if isinstance(effect, Fetch):
            fetched.append(effect)
            return found if len(fetched) == 2 else None
        return None

    world.fault = fault
    assert write(world, "a b") == status


@pytest.mark.parametrize("kind", [Add, Update, Fetch])
def test_what_failed_is_completed_later(kind: type[Add | Update | Fetch]) -> None:
    """Nothing appended is lost, and nothing is added twice (RL-WRITE-13, RL-WRITE-18)."""
    world = World(fault=failing(kind, "timeout"))
    assert write(world, "a b c") == "unavailable"
    assert "alice" not in world.store.names
    world.fault = lambda _: None
    assert write(world, "") == "published"
    assert listed(world) == ids("c", "b a")


@pytest.mark.parametrize("crash_at", range(8))
def test_a_publish_cut_short_anywhere_is_completed(crash_at: int) -> None:
    """At each effect of an append and a publish the device dies (RL-WRITE-15, RL-WRITE-19)."""
    world = World(crash_at=crash_at)
    with pytest.raises(CrashError):
        write(world, "a b c")
    world.crash_at = None
    assert write(world, "a b c") == "published"
    assert listed(world) == ids("c", "b a")


def test_foreign_pages_are_looked_at_once_and_a_cycle_ends_the_walk() -> None:
    """A page that is its own tail lists nothing else."""
    world = World()
    world.store.contents[b"loop"] = page("b", b"loop")
    world.store.names["alice"] = page("a", b"loop")
    assert write(world, "a b") == "published"
    assert world.count(Get) == 1
