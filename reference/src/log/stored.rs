//! The pieces that the saved states of readers and writers are made of: numbers, bytes and ids, one behind the other.
//! Numbers and lengths are protobuf varints; a list is its length and its elements.

use bytes::Bytes;

use crate::message::MessageId;
use crate::wire::put_varint;

/// Why a saved state cannot be gone on from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// The state does not begin like one of this kind and version.
    #[error(
        "the saved state is not a {kind}'s of version {version}; restore it from a backup or start without it"
    )]
    Header {
        /// Whose state was expected.
        kind: &'static str,
        /// The version that was expected.
        version: u8,
    },
    /// A piece is cut off, or longer than what is left.
    #[error(
        "the saved state ends too early, at byte {at}; restore it from a backup or start without it"
    )]
    Truncated {
        /// Where the piece begins.
        at: usize,
    },
    /// The head accepted last is no page.
    #[error(
        "the saved state holds a head that is no page, at byte {at}; restore it from a backup or start without it"
    )]
    Head {
        /// Where the head begins.
        at: usize,
    },
    /// A piece is not what may stand there.
    #[error(
        "the saved state holds {value} for {what} at byte {at}, which no version writes; restore it from a backup or start without it"
    )]
    Unknown {
        /// What the piece says.
        what: &'static str,
        /// What stands there.
        value: u64,
        /// Where the piece begins.
        at: usize,
    },
}

/// Reads a saved state, which it shares and does not copy. Nothing that it is told is believed beyond what is there.
#[derive(Debug)]
pub struct Pieces {
    rest: Bytes,
    total: usize,
}

impl Pieces {
    /// The pieces behind the header `[kind's first letter, version]`.
    pub fn new(state: Bytes, kind: &'static str, version: u8) -> Result<Self, StateError> {
        let header = [kind.as_bytes()[0], version];
        if !state.starts_with(&header) {
            return Err(StateError::Header { kind, version });
        }
        Ok(Pieces {
            total: state.len(),
            rest: state.slice(header.len()..),
        })
    }

    /// Where the next piece begins.
    pub fn at(&self) -> usize {
        self.total - self.rest.len()
    }

    /// Whether there are no more pieces.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// A number.
    pub fn number(&mut self) -> Result<u64, StateError> {
        let truncated = StateError::Truncated { at: self.at() };
        let mut value = 0;
        for (index, byte) in self.rest.iter().take(10).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if *byte < 0x80 {
                let _ = self.rest.split_to(index + 1);
                return Ok(value);
            }
        }
        Err(truncated)
    }

    /// A number of things that are in memory.
    pub fn size(&mut self) -> Result<usize, StateError> {
        let at = self.at();
        let value = self.number()?;
        usize::try_from(value).map_err(|_| StateError::Unknown {
            what: "a number of items",
            value,
            at,
        })
    }

    /// A number of things that take `size` bytes each at least.
    fn count(&mut self, size: usize) -> Result<usize, StateError> {
        let at = self.at();
        usize::try_from(self.number()?)
            .ok()
            .filter(|count| *count <= self.rest.len() / size)
            .ok_or(StateError::Truncated { at })
    }

    /// Bytes, which are shared with the state.
    pub fn bytes(&mut self) -> Result<Bytes, StateError> {
        let len = self.count(1)?;
        Ok(self.rest.split_to(len))
    }

    /// A list of bytes.
    pub fn list(&mut self) -> Result<Vec<Bytes>, StateError> {
        (0..self.count(1)?).map(|_| self.bytes()).collect()
    }

    /// 32 bytes without their length.
    pub fn array(&mut self) -> Result<[u8; 32], StateError> {
        let array = *self
            .rest
            .first_chunk()
            .ok_or(StateError::Truncated { at: self.at() })?;
        let _ = self.rest.split_to(array.len());
        Ok(array)
    }

    /// An id.
    pub fn id(&mut self) -> Result<MessageId, StateError> {
        self.array().map(MessageId)
    }

    /// A list of ids.
    pub fn ids(&mut self) -> Result<Vec<MessageId>, StateError> {
        (0..self.count(32)?).map(|_| self.id()).collect()
    }
}

/// The header of a saved state.
pub fn header(kind: &'static str, version: u8) -> Vec<u8> {
    vec![kind.as_bytes()[0], version]
}

/// Appends bytes behind their length.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Appends a list of bytes.
pub fn put_list<'a>(
    out: &mut Vec<u8>,
    list: impl IntoIterator<Item = &'a Bytes, IntoIter: ExactSizeIterator>,
) {
    let list = list.into_iter();
    put_varint(out, list.len() as u64);
    for bytes in list {
        put_bytes(out, bytes);
    }
}

/// Appends a list of ids.
pub fn put_ids<'a>(out: &mut Vec<u8>, ids: impl ExactSizeIterator<Item = &'a MessageId>) {
    put_varint(out, ids.len() as u64);
    for id in ids {
        out.extend_from_slice(&id.0);
    }
}
