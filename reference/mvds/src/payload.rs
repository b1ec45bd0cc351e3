//! A payload in the making, within the bounds.

use remote_log::message::{Message, MessageId, Numbering};
use remote_log::payload::Payload;

use crate::Limits;

/// What goes to one peer in one epoch (RL-SYNC-3), as far as the bounds let it (RL-SYNC-42).
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    acks: Vec<MessageId>,
    offers: Vec<MessageId>,
    requests: Vec<MessageId>,
    messages: Vec<Message<'a>>,
    numbering: Numbering,
    bytes: usize,
    bytes_left: usize,
    items_left: usize,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(limits: &Limits, numbering: Numbering) -> Self {
        Draft {
            acks: Vec::new(),
            offers: Vec::new(),
            requests: Vec::new(),
            messages: Vec::new(),
            numbering,
            bytes: 0,
            bytes_left: limits.payload_bytes,
            items_left: limits.payload_items,
        }
    }

    /// Adds an acknowledgement, and answers whether there was room.
    pub(crate) fn ack(&mut self, id: MessageId) -> bool {
        self.take(Payload::id_len(self.numbering)) && {
            self.acks.push(id);
            true
        }
    }

    /// Adds an offer, and answers whether there was room.
    pub(crate) fn offer(&mut self, id: MessageId) -> bool {
        self.take(Payload::id_len(self.numbering)) && {
            self.offers.push(id);
            true
        }
    }

    /// Adds a request, and answers whether there was room.
    pub(crate) fn request(&mut self, id: MessageId) -> bool {
        self.take(Payload::id_len(self.numbering)) && {
            self.requests.push(id);
            true
        }
    }

    /// Adds a serialized message, and answers whether there was room. One that is larger than all the room there can be
    /// goes out alone: it was appended under a larger bound, and everything behind it waits for it.
    pub(crate) fn message(&mut self, body: &'a [u8]) -> bool {
        // It was encoded or decoded by this crate; a saved state that holds anything else sends less.
        let Ok(message) = Message::decode(body, Numbering::Spec) else {
            return true;
        };
        let len = Payload::message_len(&message, self.numbering);
        (self.take(len) || self.is_empty()) && {
            self.messages.push(message);
            true
        }
    }

    /// The serialized payload; none if there is nothing in it.
    pub(crate) fn encode(self) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let payload = Payload {
            acks: slices(&self.acks),
            offers: slices(&self.offers),
            requests: slices(&self.requests),
            messages: self.messages,
        };
        let mut out = Vec::with_capacity(self.bytes);
        payload.encode(self.numbering, &mut out);
        Some(out)
    }

    fn is_empty(&self) -> bool {
        let ids = [&self.acks, &self.offers, &self.requests];
        self.messages.is_empty() && ids.iter().all(|list| list.is_empty())
    }

    fn take(&mut self, bytes: usize) -> bool {
        let fits = self.items_left > 0 && bytes <= self.bytes_left;
        if fits {
            self.items_left -= 1;
            self.bytes_left -= bytes;
            self.bytes += bytes;
        }
        fits
    }
}

fn slices(ids: &[MessageId]) -> Vec<&[u8]> {
    ids.iter().map(|id| &id.0[..]).collect()
}
