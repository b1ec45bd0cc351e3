//! Content held against the message that a log lists.

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
            CheckError::ForeignGroup => "group-mismatch-with-log",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::Payload;

    const GROUP: [u8; 32] = [1; 32];

    fn message() -> Message<'static> {
        Message {
            group_id: &GROUP,
            timestamp: 1_570_190_400,
            body: b"hello",
            metadata: None,
        }
    }

    fn bytes(message: &Message<'_>) -> Vec<u8> {
        let mut bytes = Vec::new();
        message.encode(Numbering::Spec, &mut bytes);
        bytes
    }

    /// The coarse and the fine reason for which `content` is refused as `message()`.
    fn refused(content: &[u8], group: Option<&[u8]>) -> (Reason, &'static str) {
        let error = check(content, &message().id(), group).expect_err("it is not the message");
        (error.reason(), error.detail())
    }

    #[test]
    fn the_listed_message_passes_with_and_without_a_group() {
        for group in [None, Some(&GROUP[..])] {
            assert_eq!(
                check(&bytes(&message()), &message().id(), group),
                Ok(message())
            );
        }
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(refused(&[], None), (Reason::Invalid, "empty"));
        assert_eq!(refused(&[0x0a], None), (Reason::Malformed, "truncated"));
        let long = Message {
            group_id: &[1; 33],
            ..message()
        };
        assert_eq!(
            refused(&bytes(&long), None),
            (Reason::Invalid, "group-length")
        );
        let other = Message {
            body: b"hullo",
            ..message()
        };
        assert_eq!(
            refused(&bytes(&other), None),
            (Reason::Mismatch, "id-mismatch")
        );
        assert_eq!(
            refused(&bytes(&message()), Some(&[2; 32])),
            (Reason::Mismatch, "group-mismatch-with-log")
        );
    }

    /// RL-MSG-10, under either numbering.
    #[test]
    fn a_payload_in_the_place_of_its_message_is_refused() {
        let payload = Payload {
            messages: vec![message()],
            ..Payload::default()
        };
        for numbering in [Numbering::Spec, Numbering::Legacy] {
            let mut content = Vec::new();
            payload.encode(numbering, &mut content);
            assert_eq!(refused(&content, None), (Reason::Invalid, "group-length"));
        }
    }
}
