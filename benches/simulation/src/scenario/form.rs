//! The helpers that are compared.

use serde::{Deserialize, Serialize};

/// A helper, in one of its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// None: the nodes have each other alone.
    None,
    /// Store and forward: messages also go into the mailboxes of their recipients.
    Mailbox,
    /// Store and forward that carries acknowledgements back.
    MailboxAcks,
    /// A remote log of the first author alone.
    Log,
    /// A remote log of each author.
    OwnLogs,
}

impl Form {
    /// All of them, the least helpful first.
    pub const ALL: [Form; 5] = [
        Form::None,
        Form::Log,
        Form::OwnLogs,
        Form::Mailbox,
        Form::MailboxAcks,
    ];

    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Form::None => "no helper",
            Form::Mailbox => "store and forward",
            Form::MailboxAcks => "store and forward with ACKs",
            Form::Log => "remote log",
            Form::OwnLogs => "remote log, own logs",
        }
    }
}
