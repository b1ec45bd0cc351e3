//! A payload: what one node sends another at a time.

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::faults::{Faulty, MsgFault};
use crate::message::{Message, Numbers};
use crate::reason::Reason;
use crate::wire::{fields, put_always};

/// What nodes send each other (`RL-MSG-8`). By the schema alone: ids may be of any length.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// The ids of messages that the sender has received.
    pub acks: Vec<Bytes>,
    /// The ids of messages that the sender would send on request.
    pub offers: Vec<Bytes>,
    /// The ids of messages that the sender asks for.
    pub requests: Vec<Bytes>,
    /// Messages.
    pub messages: Vec<Message>,
}

impl Payload {
    /// Reads a payload. Bytes that are none are malformed.
    pub fn decode(bytes: &[u8], numbers: Numbers, faulty: Faulty) -> Result<Self, Reason> {
        let mut payload = Self::default();
        for (place, value) in fields(bytes, numbers.payload(faulty), faulty)? {
            match place {
                1 => {
                    if faulty.has(MsgFault::LastOfPayloadCounts) {
                        payload.acks.clear();
                    }
                    payload.acks.push(value.bytes()?.into());
                }
                2 => payload.offers.push(value.bytes()?.into()),
                3 => payload.requests.push(value.bytes()?.into()),
                _ => {
                    let message = Message::decode(value.bytes()?, numbers, faulty)?;
                    payload.messages.push(message);
                }
            }
        }
        if faulty.has(MsgFault::AcksAndOffersSwapped) {
            std::mem::swap(&mut payload.acks, &mut payload.offers);
        }
        Ok(payload)
    }

    /// How many entries it has.
    pub fn entries(&self) -> usize {
        self.acks.len() + self.offers.len() + self.requests.len() + self.messages.len()
    }

    /// Each of its entries in a payload of its own.
    pub fn apart(self) -> Vec<Self> {
        let none = Self::default;
        let mut apart = Vec::new();
        apart.extend(self.acks.into_iter().map(|id| Self {
            acks: vec![id],
            ..none()
        }));
        apart.extend(self.offers.into_iter().map(|id| Self {
            offers: vec![id],
            ..none()
        }));
        apart.extend(self.requests.into_iter().map(|id| Self {
            requests: vec![id],
            ..none()
        }));
        let messages = self.messages.into_iter();
        apart.extend(messages.map(|message| Self {
            messages: vec![message],
            ..none()
        }));
        apart
    }

    /// Whether all that it names is named by ids of 32 bytes.
    pub fn has_ids_only(&self) -> bool {
        let mut named = self.acks.iter().chain(&self.offers).chain(&self.requests);
        named.all(|id| id.len() == 32)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.entries() == 0
    }

    /// Writes a payload in the one canonical encoding (`RL-WIRE-7`).
    pub fn encode(&self, numbers: Numbers, faulty: Faulty) -> Bytes {
        let (mut bytes, base) = (Vec::new(), numbers.payload(faulty).above);
        let mut lists = [&self.acks, &self.offers, &self.requests];
        if faulty.has(MsgFault::AcksAndOffersSwapped) {
            lists.swap(0, 1);
        }
        for (number, ids) in (base + 1..).zip(lists) {
            for id in ids {
                put_always(&mut bytes, number, id, faulty);
            }
        }
        for message in &self.messages {
            put_always(
                &mut bytes,
                base + 4,
                &message.encode(numbers, faulty),
                faulty,
            );
        }
        bytes.into()
    }
}
