//! `message.id`, `message.decode`, `message.encode` and `message.check`.

use remote_log::message::{self, Message, MessageId, Metadata};
use serde::{Deserialize, Serialize};

use super::bytes::BytesField;
use super::numbers::numbering;
use crate::answer::{Refusal, put};
use crate::decimal::Decimal;
use crate::hex::Hex;

/// A message, as an operation's input or answer, or as an element of a payload's.
#[derive(Deserialize, Serialize)]
pub(super) struct MessageFields<'a> {
    group: Hex<'a>,
    timestamp: Decimal<i64>,
    body: Hex<'a>,
    metadata: Option<MetadataFields<'a>>,
}

#[derive(Deserialize, Serialize)]
struct MetadataFields<'a> {
    parents: Vec<Hex<'a>>,
    ephemeral: bool,
}

impl<'a> From<&Message<'a>> for MessageFields<'a> {
    fn from(message: &Message<'a>) -> Self {
        let metadata = message.metadata.as_ref().map(|metadata| MetadataFields {
            parents: metadata.parents.iter().copied().map(Hex::from).collect(),
            ephemeral: metadata.ephemeral,
        });
        MessageFields {
            group: message.group_id.into(),
            timestamp: Decimal(message.timestamp),
            body: message.body.into(),
            metadata,
        }
    }
}

impl MessageFields<'_> {
    /// The message that the fields say.
    pub(super) fn message(&self) -> Message<'_> {
        let metadata = self.metadata.as_ref().map(|metadata| Metadata {
            parents: metadata.parents.iter().map(|parent| &*parent.0).collect(),
            ephemeral: metadata.ephemeral,
        });
        Message {
            group_id: &self.group.0,
            timestamp: self.timestamp.0,
            body: &self.body.0,
            metadata,
        }
    }
}

#[derive(Deserialize)]
struct IdInput<'a> {
    group: Hex<'a>,
    timestamp: Decimal<i64>,
    body: Hex<'a>,
}

#[derive(Serialize)]
struct IdAnswer<'a> {
    id: Hex<'a>,
}

pub(super) fn id(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let input: IdInput<'_> = serde_json::from_str(input)?;
    let id = message::message_id(&input.group.0, input.timestamp.0, &input.body.0);
    put(
        out,
        &IdAnswer {
            id: id.0[..].into(),
        },
    );
    Ok(())
}

pub(super) fn decode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let numbering = numbering(input)?;
    let input: BytesField<'_> = serde_json::from_str(input)?;
    put(
        out,
        &MessageFields::from(&Message::decode(&input.bytes.0, numbering)?),
    );
    Ok(())
}

pub(super) fn encode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let numbering = numbering(input)?;
    let fields: MessageFields<'_> = serde_json::from_str(input)?;
    let mut bytes = Vec::new();
    fields.message().encode(numbering, &mut bytes);
    put(
        out,
        &BytesField {
            bytes: bytes.into(),
        },
    );
    Ok(())
}

#[derive(Deserialize)]
struct CheckInput<'a> {
    bytes: Hex<'a>,
    id: Hex<'a>,
    group: Hex<'a>,
}

/// The answer of a check that found nothing wrong.
#[derive(Serialize)]
struct CheckAnswer {}

pub(super) fn check(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let input: CheckInput<'_> = serde_json::from_str(input)?;
    // An id of another length can't be listed here, so that there is no such form of the check.
    let id = input.id.0[..]
        .try_into()
        .map_err(|_| Refusal::Unsupported)?;
    message::check(&input.bytes.0, &MessageId(id), Some(&input.group.0))?;
    put(out, &CheckAnswer {});
    Ok(())
}
