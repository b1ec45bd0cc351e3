//! Messages on the wire.

use super::{MessageId, Metadata, Numbering, message_id};
use crate::wire::{self, DecodeError, Reader};

// Field numbers, to be added to the base of a numbering (RL-MSG-1).
const GROUP_ID: u32 = 1;
const TIMESTAMP: u32 = 2;
const BODY: u32 = 3;
const METADATA: u32 = 4;

/// An MVDS message, borrowed from the bytes it was decoded from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message<'a> {
    /// The group that the message belongs to.
    pub group_id: &'a [u8],
    /// When it was written, in seconds of Unix time.
    pub timestamp: i64,
    /// What it says.
    pub body: &'a [u8],
    /// What it says about itself; absent differs from empty (RL-MSG-9).
    pub metadata: Option<Metadata<'a>>,
}

impl<'a> Message<'a> {
    /// Reads a message (RL-MSG-1, RL-MSG-12).
    pub fn decode(input: &'a [u8], numbering: Numbering) -> Result<Self, DecodeError> {
        Message::read(Reader::new(input), numbering)
    }

    pub(crate) fn read(mut fields: Reader<'a>, numbering: Numbering) -> Result<Self, DecodeError> {
        let base = numbering.message_base();
        let mut message = Message::default();
        while let Some(tag) = fields.tag()? {
            match tag.number.wrapping_sub(base) {
                GROUP_ID => message.group_id = fields.bytes(tag)?,
                TIMESTAMP => message.timestamp = fields.int64(tag)?,
                BODY => message.body = fields.bytes(tag)?,
                METADATA => message
                    .metadata
                    .get_or_insert_default()
                    .merge(fields.message(tag)?)?,
                _ => fields.skip(tag)?,
            }
        }
        Ok(message)
    }

    /// Appends the message in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, numbering: Numbering, out: &mut Vec<u8>) {
        let base = numbering.message_base();
        if !self.group_id.is_empty() {
            wire::put_bytes(out, base + GROUP_ID, self.group_id);
        }
        if self.timestamp != 0 {
            wire::put_int(out, base + TIMESTAMP, self.timestamp.cast_unsigned());
        }
        if !self.body.is_empty() {
            wire::put_bytes(out, base + BODY, self.body);
        }
        if let Some(metadata) = &self.metadata {
            wire::put_len(out, base + METADATA, metadata.encoded_len());
            metadata.encode(out);
        }
    }

    /// How many bytes [`Message::encode`] appends.
    pub(crate) fn encoded_len(&self, numbering: Numbering) -> usize {
        let base = numbering.message_base();
        let mut len = 0;
        if !self.group_id.is_empty() {
            len += wire::bytes_len(base + GROUP_ID, self.group_id.len());
        }
        if self.timestamp != 0 {
            len += wire::int_len(base + TIMESTAMP, self.timestamp.cast_unsigned());
        }
        if !self.body.is_empty() {
            len += wire::bytes_len(base + BODY, self.body.len());
        }
        if let Some(metadata) = &self.metadata {
            len += wire::bytes_len(base + METADATA, metadata.encoded_len());
        }
        len
    }

    /// The message's id (RL-MSG-2).
    pub fn id(&self) -> MessageId {
        message_id(self.group_id, self.timestamp, self.body)
    }
}
