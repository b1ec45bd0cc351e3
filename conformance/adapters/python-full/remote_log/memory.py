"""A content store and a name system in memory, which keep the contract of the profile ``store``."""

from hashlib import sha256

from .effects import ANY, Failed


class MemoryStore:
    """Keeps contents under their sha2-256 multihashes, and names; everything is gone with the process."""

    def __init__(self) -> None:
        self.contents: dict[bytes, bytes] = {}
        self.names: dict[str, bytes] = {}

    def add(self, content: bytes) -> bytes:
        """Keep the content and answer its address; the same content has the same one (RL-SVC-1, RL-SVC-2)."""
        address = b"\x12\x20" + sha256(content).digest()
        self.contents[address] = content
        return address

    def get(self, address: bytes) -> bytes | Failed:
        """The content at an address, or ``not_found`` (RL-SVC-3)."""
        return self.contents.get(address, Failed("not_found"))

    def update(self, name: str, content: bytes, expect: object) -> Failed | None:
        """Let the name hold the content, if it holds what is expected, and answer ``conflict`` otherwise (RL-SVC-6).

        ``expect`` is as in :class:`remote_log.effects.Update`. Names are compared as they are (RL-SVC-7).
        """
        if expect is not ANY and self.names.get(name) != expect:
            return Failed("conflict")
        self.names[name] = content
        return None

    def fetch(self, name: str) -> bytes | Failed:
        """What the name holds since its last update, or ``not_found`` (RL-SVC-4, RL-SVC-5)."""
        return self.names.get(name, Failed("not_found"))
