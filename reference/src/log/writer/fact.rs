//! The saved form of what a writer knows: a header, and then facts, one behind the other.

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::log::StateError;
use crate::log::stored::{self, Pieces};
use crate::message::MessageId;
use crate::wire::put_varint;

const KIND: &str = "writer";
const VERSION: u8 = 1;

const LISTED: u64 = 1;
const PAGES: u64 = 2;
const ITEM: u64 = 3;
const ADDED: u64 = 4;
const SEALED: u64 = 5;
const NEWEST: u64 = 6;
const PENDING: u64 = 7;
const PUBLISHED: u64 = 8;
const POINTED: u64 = 9;

/// The sha2-256 of a head or a page, by which a writer knows its own again.
pub(super) type Digest = [u8; 32];

/// The digest of a head or a page.
pub(super) fn digest(page: &[u8]) -> Digest {
    Sha256::digest(page).into()
}

/// One thing that became so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fact {
    /// These ids stand on sealed pages.
    Listed(Vec<MessageId>),
    /// The sealed pages have these addresses, the oldest first.
    Pages(Vec<Bytes>),
    /// An item was appended.
    Item { id: MessageId, data: Bytes },
    /// The content store has an item that stands on no sealed page: the `index`th of them, the oldest first.
    Added { index: usize, address: Bytes },
    /// The content store has a page with the oldest `count` items that stood on no sealed page.
    Sealed { count: usize, address: Bytes },
    /// The pages that were added for pointers to point to have these addresses.
    Pointed(Vec<Bytes>),
    /// The content store has the newest page as it then was.
    Newest { digest: Digest, address: Bytes },
    /// This head may be what the name holds from now on.
    Pending(Digest),
    /// This head was what the name held.
    Published(Digest),
}

impl Fact {
    /// Reads the facts of a saved state, in their order, each with the byte it begins at.
    pub(super) fn decode_all(
        saved: Bytes,
    ) -> Result<impl Iterator<Item = Result<(usize, Fact), StateError>>, StateError> {
        let mut pieces = Pieces::new(saved, KIND, VERSION)?;
        Ok(std::iter::from_fn(move || {
            let at = pieces.at();
            (!pieces.is_empty()).then(|| Ok((at, Fact::decode(&mut pieces)?)))
        }))
    }

    fn decode(pieces: &mut Pieces) -> Result<Fact, StateError> {
        let at = pieces.at();
        Ok(match pieces.number()? {
            LISTED => Fact::Listed(pieces.ids()?),
            PAGES => Fact::Pages(pieces.list()?),
            ITEM => Fact::Item {
                id: pieces.id()?,
                data: pieces.bytes()?,
            },
            ADDED => Fact::Added {
                index: pieces.size()?,
                address: pieces.bytes()?,
            },
            SEALED => Fact::Sealed {
                count: pieces.size()?,
                address: pieces.bytes()?,
            },
            POINTED => Fact::Pointed(pieces.list()?),
            NEWEST => Fact::Newest {
                digest: pieces.array()?,
                address: pieces.bytes()?,
            },
            PENDING => Fact::Pending(pieces.array()?),
            PUBLISHED => Fact::Published(pieces.array()?),
            value => {
                return Err(StateError::Unknown {
                    what: "a kind of fact",
                    value,
                    at,
                });
            }
        })
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Fact::Listed(ids) => {
                put_varint(out, LISTED);
                stored::put_ids(out, ids.iter());
            }
            Fact::Pages(addresses) => {
                put_varint(out, PAGES);
                stored::put_list(out, addresses);
            }
            Fact::Pointed(addresses) => {
                put_varint(out, POINTED);
                stored::put_list(out, addresses);
            }
            Fact::Item { id, data } => {
                put_varint(out, ITEM);
                out.extend_from_slice(&id.0);
                stored::put_bytes(out, data);
            }
            Fact::Added { index, address } => {
                put_varint(out, ADDED);
                put_varint(out, *index as u64);
                stored::put_bytes(out, address);
            }
            Fact::Sealed { count, address } => {
                put_varint(out, SEALED);
                put_varint(out, *count as u64);
                stored::put_bytes(out, address);
            }
            Fact::Newest { digest, address } => {
                put_varint(out, NEWEST);
                out.extend_from_slice(digest);
                stored::put_bytes(out, address);
            }
            Fact::Pending(digest) => {
                put_varint(out, PENDING);
                out.extend_from_slice(digest);
            }
            Fact::Published(digest) => {
                put_varint(out, PUBLISHED);
                out.extend_from_slice(digest);
            }
        }
    }

    /// What every saved state begins with.
    pub(super) fn header() -> Vec<u8> {
        stored::header(KIND, VERSION)
    }
}
