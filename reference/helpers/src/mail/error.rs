//! Why a mailbox did not do what it was asked.

use remote_log::log::Failure;

/// Why a mailbox did not do what it was asked. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MailError {
    /// Nobody has registered a mailbox for this recipient.
    #[error("there is no mailbox for this recipient; register it, or send to it directly")]
    UnknownRecipient,
    /// The item, or the recipient's name, is larger than one may be.
    #[error("the mailbox takes at most {most} bytes and got {len}; send it directly")]
    TooLarge {
        /// How many bytes there are.
        len: usize,
        /// The bound.
        most: usize,
    },
    /// The recipient has not collected what lies there.
    #[error("the mailbox is full; try again when the recipient has collected")]
    BoxFull,
    /// All mailboxes together are full.
    #[error("the post office is full; try again later")]
    OfficeFull,
    /// What was to be confirmed was never put into the mailbox.
    #[error("the mailbox knows of no such item; collect again without confirming anything")]
    UnknownToken,
    /// The office cannot be reached or cannot save.
    #[error("the post office does not work ({0}); try again later")]
    Unavailable(Failure),
}

impl MailError {
    /// Whether trying again is of no use: the message goes directly (RL-SYNC-50).
    pub const fn is_final(self) -> bool {
        match self {
            MailError::UnknownRecipient | MailError::TooLarge { .. } => true,
            MailError::BoxFull
            | MailError::OfficeFull
            | MailError::UnknownToken
            | MailError::Unavailable(_) => false,
        }
    }
}
