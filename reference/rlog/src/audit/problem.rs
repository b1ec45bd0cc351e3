//! What can be wrong with a published log.

use remote_log::log::Failure;
use remote_log::message::{CheckError, MessageId};
use remote_log::wire::DecodeError;
use serde::Serialize;

use crate::words;

/// Something that is wrong with a published log, and where. Addresses are in hex.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A page is not there.
    #[error("page {page} is missing: {}", words::reason((*failure).into()))]
    PageMissing { page: String, failure: Failure },
    /// The store has other bytes in a page's place.
    #[error("page {page} is not what was published: {why}")]
    PageForged { page: String, why: String },
    /// A page is no page.
    #[error("{place} cannot be read: {error}")]
    PageUnreadable { place: String, error: DecodeError },
    /// The content behind a message's address is not there.
    #[error("message {id} is missing at {at}: {}", words::reason((*failure).into()))]
    ContentMissing {
        id: MessageId,
        at: String,
        failure: Failure,
    },
    /// The store has other bytes in a message's place.
    #[error("message {id} at {at} is not what was published: {why}")]
    ContentForged {
        id: MessageId,
        at: String,
        why: String,
    },
    /// The content behind an address is not the listed message.
    #[error("message {id} at {at} is not the listed one: {error}")]
    ContentWrong {
        id: MessageId,
        at: String,
        error: Box<CheckError>,
    },
    /// The embedded content is not the listed message.
    #[error("message {id}, embedded in {place}, is not the listed one: {error}")]
    EmbeddedWrong {
        id: MessageId,
        place: String,
        error: Box<CheckError>,
    },
    /// A message is listed and nowhere to be had.
    #[error("message {id} is listed with neither content nor address")]
    Unlisted { id: MessageId },
    /// A message that the directory keeps is no longer listed.
    #[error("message {id}, which this directory keeps, is not in the published log")]
    Gone { id: MessageId },
}

impl Problem {
    /// Whether the store has lost something, or has other bytes in its place: its writer can add it again.
    pub const fn is_loss(&self) -> bool {
        matches!(
            self,
            Problem::PageMissing { .. }
                | Problem::PageForged { .. }
                | Problem::ContentMissing { .. }
                | Problem::ContentForged { .. }
        )
    }
}

/// The sentence.
impl Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
