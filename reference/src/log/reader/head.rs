//! What a name held.

use bytes::Bytes;

use crate::message::MessageId;
use crate::page::Page;

/// What a name held: the bytes, and what they list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadPage {
    pub(super) bytes: Bytes,
    pub(super) ids: Vec<MessageId>,
    pub(super) tail: Bytes,
}

impl HeadPage {
    /// The head that `bytes` were decoded to.
    pub(super) fn new(bytes: &Bytes, page: &Page<'_>) -> Self {
        HeadPage {
            bytes: bytes.clone(),
            ids: page.pairs().iter().map(|pair| pair.id()).collect(),
            tail: bytes.slice_ref(page.tail()),
        }
    }

    /// Whether this is the head of the empty log.
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.tail.is_empty()
    }
}
