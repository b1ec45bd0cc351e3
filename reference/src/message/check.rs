use super::{Message, MessageId, Numbering};
use crate::wire::{DecodeError, Reason};

/// Why content is not the message that a log lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// There are no bytes (RL-MSG-11).
    #[error("the content is empty, and a message never is")]
    Empty,
    /// The bytes are no message.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The group id is not one (RL-MSG-4). A payload in the place of a message has none (RL-MSG-10).
    #[error("the message's group id has {len} bytes instead of 32")]
    GroupLength {
        /// The length that was found.
        len: usize,
    },
    /// The content is another message (RL-MSG-6).
    #[error("the content is message {found}, and the log lists {expected}")]
    IdMismatch {
        /// What the log lists.
        expected: MessageId,
        /// What the content is.
        found: MessageId,
    },
    /// The content is a message of another group than the log's (RL-MSG-7).
    #[error("the message belongs to another group than the log")]
    ForeignGroup,
}

impl CheckError {
    /// The coarse reason.
    pub const fn reason(&self) -> Reason {
        match self {
            CheckError::Decode(error) => error.reason(),
            CheckError::Empty | CheckError::GroupLength { .. } => Reason::Invalid,
            CheckError::IdMismatch { .. } | CheckError::ForeignGroup => Reason::Mismatch,
        }
    }

    /// The name of the cause.
    pub const fn detail(&self) -> &'static str {
        match self {
            CheckError::Decode(error) => error.detail(),
            CheckError::Empty => "empty",
            CheckError::GroupLength { .. } => "group-length",
            CheckError::IdMismatch { .. } => "id-mismatch",
            CheckError::ForeignGroup => "foreign-group",
        }
    }
}

/// Reads `content` as the message that a log lists as `expected`, of the log's `group` where that is known.
///
/// What is wrong is named in this order: no bytes, no message, no group, another message, another group.
pub fn check<'a>(
    content: &'a [u8],
    expected: &MessageId,
    group: Option<&[u8]>,
) -> Result<Message<'a>, CheckError> {
    if content.is_empty() {
        return Err(CheckError::Empty);
    }
    let message = Message::decode(content, Numbering::Spec)?;
    if message.group_id.len() != 32 {
        return Err(CheckError::GroupLength {
            len: message.group_id.len(),
        });
    }
    let found = message.id();
    if found != *expected {
        return Err(CheckError::IdMismatch {
            expected: *expected,
            found,
        });
    }
    if group.is_some_and(|group| group != message.group_id) {
        return Err(CheckError::ForeignGroup);
    }
    Ok(message)
}
