//! The messages that somebody still needs.

use std::collections::BTreeMap;

use bytes::Bytes;
use remote_log::message::MessageId;

/// The serialized messages that a record, the inbox or the log still needs, each kept once and no longer than that.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bodies(BTreeMap<MessageId, Body>);

#[derive(Debug, Clone)]
struct Body {
    bytes: Bytes,
    uses: u32,
}

impl Bodies {
    /// Keeps a message for those who will [`Bodies::hold`] it.
    pub(crate) fn keep(&mut self, id: MessageId, bytes: Bytes) {
        self.0.entry(id).or_insert(Body { bytes, uses: 0 });
    }

    pub(crate) fn get(&self, id: &MessageId) -> Option<&Bytes> {
        self.0.get(id).map(|body| &body.bytes)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&MessageId, &Bytes)> {
        self.0.iter().map(|(id, body)| (id, &body.bytes))
    }

    /// One more needs it.
    pub(crate) fn hold(&mut self, id: &MessageId) {
        if let Some(body) = self.0.get_mut(id) {
            body.uses += 1;
        }
    }

    /// One less needs it. What nobody needs is forgotten.
    pub(crate) fn release(&mut self, id: &MessageId) {
        if let Some(body) = self.0.get_mut(id) {
            body.uses = body.uses.saturating_sub(1);
            if body.uses == 0 {
                self.0.remove(id);
            }
        }
    }
}
