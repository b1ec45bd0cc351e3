"""Readers: what they deliver, what they make of a head, and what they try again."""

from contextlib import suppress
from hashlib import sha256

import pytest

from remote_log.catch_up import Report
from remote_log.effects import Fetch, Get, Save
from remote_log.limits import RECOMMENDED
from remote_log.log_settings import LogToRead
from remote_log.page import Page, Pair, encode_page
from remote_log.reader import Reader

from .world import GROUP, CrashError, World, failing, item_id, message, page

LOG = LogToRead("alice", GROUP, "multihash")


def read(world: World, head: bytes | None, now: int = 0, log: LogToRead = LOG) -> Report:
    """Let the name hold this head, start a reader and sync."""
    if head is None:
        world.store.names.pop("alice", None)
    else:
        world.store.names["alice"] = head
    reader = world.run(Reader.open(log))
    return world.run(reader.sync(now))


def texts(report: Report) -> str:
    """What was delivered."""
    names = {item_id(text): text for text in "abcdefghijklmnopqrstuvwxyz"}
    return " ".join(names[item.id] for item in report.delivered)


def pointing(text: str, *addresses: bytes) -> bytes:
    """A page that lists a message once for each of these addresses."""
    return encode_page(Page(tuple(Pair(item_id(text), address) for address in addresses)))


def accepted(world: World) -> tuple[bytes, bytes]:
    """A reader that has accepted ``[e] -> P2[d c] -> P1[b a]``; answers the addresses of P1 and P2."""
    p1 = world.store.add(page("b a"))
    p2 = world.store.add(page("d c", p1))
    assert texts(read(world, page("e", p2))) == "a b c d e"
    return p1, p2


def test_call_by_call() -> None:
    """The table of the chapter on no name, no content and no answer."""
    world = World()
    assert read(world, None).head == "none"
    assert read(world, b"").head == "same"
    assert read(world, page("b a")).head == "advanced"
    assert read(world, None).head == "unavailable"
    assert read(world, b"").head == "stale"
    world.fault = failing(Fetch, "timeout")
    assert read(world, b"").head == "timeout"
    world.fault = lambda _: None
    assert texts(read(world, page("c b a"))) == "c"


@pytest.mark.parametrize(
    ("head", "to", "expected", "inserted"),
    [
        ("e", 2, "same", ""),
        ("g f e", 2, "advanced", ""),
        ("c", 1, "stale", ""),
        ("x c", 1, "fork", ""),
        ("f e d", 2, "advanced", ""),
        ("e d", 2, "same", ""),
        ("e d", 0, "stale", ""),
        ("f e d", 0, "fork", ""),
        ("", 2, "stale", ""),
        ("f e x", 2, "advanced", "x"),
    ],
)
def test_classes_of_heads(head: str, to: int, expected: str, inserted: str) -> None:
    """The examples of the chapter on classes, and those that are easy to get wrong; a restart changes nothing."""
    world = World()
    tails = (b"", *accepted(world))
    gets = world.count(Get)
    report = read(world, page(head, tails[to]))
    assert report.head == expected
    assert list(report.inserted) == [item_id(text) for text in inserted.split()]
    assert (report.evidence is not None) == (expected == "fork")
    assert world.count(Get) == gets
    assert read(world, page(head, tails[to])).head == ("same" if expected == "advanced" else expected)


def test_a_gap_is_filled_later_and_what_it_hid_is_delivered() -> None:
    """Undetermined while P4 is missing; then the walk goes on below it, to a page that is recorded."""
    world = World()
    _, p2 = accepted(world)
    p3 = world.store.add(page("f e", p2))
    p4 = world.store.add(page("h g", p3))
    kept = world.store.contents.pop(p4)
    head = page("i", p4)
    report = read(world, head)
    assert (report.head, texts(report), report.gaps) == ("undetermined", "i", {p4: "not_found"})
    world.store.contents[p4] = kept
    assert read(world, head, now=0).gaps == {p4: "not_found"}, "it is not due yet"
    report = read(world, head, now=1)
    assert (report.head, texts(report), report.gaps) == ("advanced", "f g h", {})


def test_tries_are_put_off_further_and_further() -> None:
    """After 1, 2, 4, … seconds, and at most an hour (RL-READ-7)."""
    world = World()
    due = 0
    for tries in range(1, 17):
        if tries > 1:
            read(world, pointing("a", b"\x12\x20" + bytes(32)), due - 1)
        assert world.count(Get) == 0
        read(world, pointing("a", b"\x12\x20" + bytes(32)), due)
        assert world.count(Get) == 1
        due += min(2 ** (tries - 1), 3600)
        world.seen.clear()


def test_candidates_are_tried_one_after_the_other_and_a_new_one_at_once() -> None:
    """What fails falls due later; another address is a new candidate (RL-READ-10, RL-READ-20)."""
    world = World()
    wrong = world.store.add(b"\xff")
    report = read(world, pointing("a", wrong, b"\x12\x20" + bytes(32)))
    assert report.missing == {item_id("a"): "not_found"}
    assert texts(read(world, pointing("a", wrong, world.store.add(message("a"))))) == "a"


def test_embedded_content_counts_while_a_get_is_under_way() -> None:
    """A due address fails in the same call in which the head embeds the content."""
    world = World(fault=failing(Get, "unavailable"))
    read(world, pointing("a", b"\x12\x20" + bytes(32)))
    assert texts(read(world, page("a"), now=5)) == "a"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff", "malformed"),
        (b"", "invalid"),
        (message("b"), "mismatch"),
        (bytes(RECOMMENDED.content_bytes + 1), "too_large"),
    ],
)
def test_content_that_is_not_the_listed_message(content: bytes, reason: str) -> None:
    """It is missing, with what is wrong as the reason (RL-READ-11)."""
    world = World()
    assert read(world, pointing("a", world.store.add(content))).missing == {item_id("a"): reason}


def test_content_of_another_address_is_a_mismatch_whatever_else_is_wrong() -> None:
    """Under a checkable kind; under an opaque one nothing says so (RL-READ-13)."""
    world = World()
    address = b"\x12\x20" + sha256(message("a")).digest()
    world.store.contents[address] = b"\xff"
    assert read(world, pointing("a", address)).missing == {item_id("a"): "mismatch"}
    assert read(World(store=world.store), pointing("a", address), log=LOG._replace(kind="opaque")).missing == {
        item_id("a"): "malformed"
    }


def test_a_cycle_is_reported_by_the_call_that_closes_it() -> None:
    """Its pages are asked for once (RL-READ-14)."""
    world, log = World(), LOG._replace(kind="opaque")
    world.store.contents |= {b"p": page("b", b"q"), b"q": page("a", b"p")}
    report = read(world, page("c", b"p"), log=log)
    assert (texts(report), report.cycles, world.count(Get)) == ("a b c", (b"p",), 2)
    assert read(world, page("d c", b"p"), log=log).cycles == ()


def test_what_a_bound_leaves_is_tried_first_by_the_next_call() -> None:
    """Pages without pairs count, and a persisted gap says where to go on (RL-LIMIT-2, RL-LIMIT-7)."""
    world, tail = World(), b""
    for text in "abcd":
        tail = world.store.add(page("", world.store.add(page(text, tail))))
    log = LOG._replace(limits=RECOMMENDED._replace(pages=3))
    report = read(world, page("e", tail), log=log)
    assert (texts(report), set(report.gaps.values()), report.head) == ("d e", {"bound"}, "advanced")
    assert [texts(read(world, page("e", tail), log=log)) for _ in range(2)] == ["b c", "a"]


def test_no_more_gets_are_started_once_enough_bytes_came() -> None:
    """What was never tried is reported as ``bound`` (RL-LIMIT-8)."""
    world = World()
    head = pointing("a", world.store.add(message("a")))
    log = LOG._replace(limits=RECOMMENDED._replace(call_bytes=len(head)))
    assert read(world, head, log=log).missing == {item_id("a"): "bound"}


@pytest.mark.parametrize("crash_at", range(5))
def test_a_call_cut_short_anywhere_loses_and_repeats_nothing(crash_at: int) -> None:
    """What counts as delivered stands in a save (RL-READ-15, RL-READ-16)."""
    world = World(crash_at=crash_at)
    head = page("c", world.store.add(encode_page(Page((Pair(item_id("a"), world.store.add(message("a"))),)))))
    try:
        read(world, head)
    except CrashError:
        world.crash_at = None
        read(world, head)
    assert world.delivered == [item_id("a"), item_id("c")]
    assert world.count(Save) >= 1


def test_a_core_log_delivers_what_cannot_be_checked() -> None:
    """Empty content from the store included, marked opaque (RL-READ-12)."""
    world = World()
    report = read(world, pointing("a", world.store.add(b"")), log=LOG._replace(group=None))
    assert [(item.data, item.check) for item in report.delivered] == [(b"", "opaque")]


def test_answers_may_come_in_any_order_and_gets_are_bounded() -> None:
    """Four contents, two gets at once, answered the last first (RL-LIMIT-5)."""
    world = World()
    pairs = tuple(Pair(item_id(text), world.store.add(message(text))) for text in "dcba")
    world.store.names["alice"] = encode_page(Page(pairs))
    reader = Reader(LOG._replace(limits=RECOMMENDED._replace(gets=2)), None)
    session = reader.sync(0)
    waiting = list(next(session))
    most = 0
    while waiting:
        most = max(most, sum(isinstance(effect, Get) for effect in waiting))
        effect = waiting.pop()
        with suppress(StopIteration):
            waiting += session.send((effect, world.do(effect)))
    assert most == 2
    assert world.delivered == [item_id(text) for text in "abcd"]


def test_a_failed_answer_says_which_failure() -> None:
    """Not found, unavailable and timeout are told apart (RL-READ-21)."""
    for reason in ("not_found", "unavailable", "timeout"):
        world = World(fault=failing(Get, reason))
        assert list(read(world, page("a", b"x")).gaps.values()) == [reason]
