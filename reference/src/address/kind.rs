//! The kinds of address, as a descriptor declares them.

use std::fmt;
use std::str::FromStr;

/// What the addresses of a content store are. The descriptor of the store declares it, and nobody guesses it from the
/// bytes (RL-ADDR-2): an address of 32 random bytes may parse as a CID by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AddressKind {
    /// Bytes that mean something to the store alone.
    #[default]
    Opaque,
    /// A multihash of the content.
    Multihash,
    /// A CID.
    Cid,
}

/// A name that is no kind of address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of address; there are opaque, multihash and cid")]
pub struct UnknownKind(pub String);

impl AddressKind {
    /// The kind's name in vectors and in the adapter protocol.
    pub const fn name(self) -> &'static str {
        match self {
            AddressKind::Opaque => "opaque",
            AddressKind::Multihash => "multihash",
            AddressKind::Cid => "cid",
        }
    }
}

impl fmt::Display for AddressKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for AddressKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        [
            AddressKind::Opaque,
            AddressKind::Multihash,
            AddressKind::Cid,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| UnknownKind(name.to_owned()))
    }
}
