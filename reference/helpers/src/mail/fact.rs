//! The facts that a post office's state is made of, and their form on disk.

use bytes::Bytes;
use remote_log::log::StateError;
use remote_log::log::stored::{Pieces, put_bytes};
use remote_log::wire::put_varint;

use super::Sealed;

/// Something that became so. Mailboxes are named by numbers in the order in which they were registered.
#[derive(Debug, Clone)]
pub(super) enum Fact {
    /// There is a mailbox for this recipient.
    Box(Bytes),
    /// An item was put into a mailbox.
    Item { number: usize, item: Sealed },
    /// So many items in all were taken away from a mailbox.
    Gone { number: usize, gone: u64 },
}

const BOX: u64 = 1;
const ITEM: u64 = 2;
const GONE: u64 = 3;

impl Fact {
    /// Appends the fact.
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Fact::Box(name) => {
                put_varint(out, BOX);
                put_bytes(out, name);
            }
            Fact::Item { number, item } => {
                put_varint(out, ITEM);
                put_varint(out, *number as u64);
                put_bytes(out, &item.0);
            }
            Fact::Gone { number, gone } => {
                put_varint(out, GONE);
                put_varint(out, *number as u64);
                put_varint(out, *gone);
            }
        }
    }

    /// Reads a fact about one of so many mailboxes.
    pub(super) fn decode(from: &mut Pieces, boxes: usize) -> Result<Self, StateError> {
        let at = from.at();
        match from.number()? {
            // Copied, so that one item does not keep the whole of what was saved in memory.
            BOX => Ok(Fact::Box(Bytes::copy_from_slice(&from.bytes()?))),
            ITEM => Ok(Fact::Item {
                number: number(from, boxes)?,
                item: Sealed(Bytes::copy_from_slice(&from.bytes()?)),
            }),
            GONE => Ok(Fact::Gone {
                number: number(from, boxes)?,
                gone: from.number()?,
            }),
            value => {
                let what = "a kind of fact";
                Err(StateError::Unknown { what, value, at })
            }
        }
    }
}

/// The number of one of so many mailboxes.
fn number(from: &mut Pieces, boxes: usize) -> Result<usize, StateError> {
    let at = from.at();
    let value = from.number()?;
    let number = usize::try_from(value).ok().filter(|it| *it < boxes);
    let what = "a mailbox";
    number.ok_or(StateError::Unknown { what, value, at })
}
