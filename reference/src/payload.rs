//! MVDS payloads: what one peer sends another at a time.

use crate::message::{Message, MessageId, Numbering};
use crate::wire::{self, DecodeError, Reader};

// Field numbers, to be added to the base of a numbering (RL-MSG-8).
const ACKS: u32 = 1;
const OFFERS: u32 = 2;
const REQUESTS: u32 = 3;
const MESSAGES: u32 = 4;

/// An MVDS payload, borrowed from the bytes it was decoded from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payload<'a> {
    /// The ids of messages that the sender has.
    pub acks: Vec<&'a [u8]>,
    /// The ids of messages that the sender would send.
    pub offers: Vec<&'a [u8]>,
    /// The ids of messages that the sender wants.
    pub requests: Vec<&'a [u8]>,
    /// Messages.
    pub messages: Vec<Message<'a>>,
}

impl<'a> Payload<'a> {
    /// Reads a payload (RL-MSG-8, RL-MSG-12).
    pub fn decode(input: &'a [u8], numbering: Numbering) -> Result<Self, DecodeError> {
        let base = numbering.payload_base();
        let mut fields = Reader::new(input);
        let mut payload = Payload::default();
        while let Some(tag) = fields.tag()? {
            match tag.number.wrapping_sub(base) {
                ACKS => payload.acks.push(fields.bytes(tag)?),
                OFFERS => payload.offers.push(fields.bytes(tag)?),
                REQUESTS => payload.requests.push(fields.bytes(tag)?),
                MESSAGES => payload
                    .messages
                    .push(Message::read(fields.message(tag)?, numbering)?),
                _ => fields.skip(tag)?,
            }
        }
        Ok(payload)
    }

    /// Appends the payload in its canonical encoding (RL-WIRE-7).
    pub fn encode(&self, numbering: Numbering, out: &mut Vec<u8>) {
        let base = numbering.payload_base();
        for (number, ids) in [
            (ACKS, &self.acks),
            (OFFERS, &self.offers),
            (REQUESTS, &self.requests),
        ] {
            for id in ids {
                wire::put_bytes(out, base + number, id);
            }
        }
        for message in &self.messages {
            wire::put_len(out, base + MESSAGES, message.encoded_len(numbering));
            message.encode(numbering, out);
        }
    }

    /// How many bytes of a payload an ACK, an OFFER or a REQUEST takes.
    pub const fn id_len(numbering: Numbering) -> usize {
        wire::bytes_len(numbering.payload_base() + ACKS, size_of::<MessageId>())
    }

    /// How many bytes of a payload a message takes.
    pub fn message_len(message: &Message<'_>, numbering: Numbering) -> usize {
        let number = numbering.payload_base() + MESSAGES;
        wire::bytes_len(number, message.encoded_len(numbering))
    }
}
