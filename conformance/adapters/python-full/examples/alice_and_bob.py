"""Alice writes a log, and Bob reads it: the library in a few lines, over a store in memory."""

from remote_log.drive import drive
from remote_log.log_settings import LogToRead, LogToWrite
from remote_log.memory import MemoryStore
from remote_log.message import Message, encode_message
from remote_log.reader import Reader
from remote_log.writer import NewItem, Writer


class Disk:
    """What one writer or reader saved. In memory here; yours survives a crash."""

    state: bytes | None = None

    def load(self) -> bytes | None:
        """What was saved last."""
        return self.state

    def save(self, state: bytes, delivered: tuple[bytes, ...]) -> None:  # noqa: ARG002 (what was delivered can be noted here)
        """Save."""
        self.state = state


def main() -> list[str]:
    """Answers what the two calls say."""
    store, alices, bobs, group = MemoryStore(), Disk(), Disk(), bytes(32)

    writer = drive(Writer.open(LogToWrite("alice", group)), store, alices)
    hello = encode_message(Message(group, 1570190400, b"hello"))
    drive(writer.append([NewItem(None, hello)]), store, alices)
    published = drive(writer.publish(), store, alices)

    reader = drive(Reader.open(LogToRead("alice", group, "multihash")), store, bobs)
    report = drive(reader.sync(now=0), store, bobs)
    assert [item.data for item in report.delivered] == [hello]
    return [published, report.head]


if __name__ == "__main__":
    print(*main())
