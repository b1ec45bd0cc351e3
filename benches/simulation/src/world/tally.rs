//! What is counted in a run.

use remote_log::message::Numbering;
use remote_log::payload::Payload;
use remote_log_helpers::Traffic;

/// What was sent in a run, by all nodes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sends {
    /// Messages that went directly, whether they arrived or not. One that goes again counts again.
    pub messages: u64,
    /// Acknowledgements that went directly.
    pub acks: u64,
    /// Offers and requests.
    pub offers_and_requests: u64,
    /// Bytes of the payloads that went directly.
    pub bytes: u64,
    /// What went to helpers and came from them.
    pub helper: Traffic,
}

impl Sends {
    /// Everything that was sent directly: messages, acknowledgements, offers and requests.
    pub fn direct(&self) -> u64 {
        self.messages + self.acks + self.offers_and_requests
    }

    /// Counts a payload that goes directly.
    pub(super) fn count(&mut self, payload: &[u8]) {
        self.bytes += payload.len() as u64;
        // A node sends what can be parsed.
        if let Ok(payload) = Payload::decode(payload, Numbering::Spec) {
            self.messages += payload.messages.len() as u64;
            self.acks += payload.acks.len() as u64;
            self.offers_and_requests += (payload.offers.len() + payload.requests.len()) as u64;
        }
    }
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Whether everybody got everything and fell silent before the bound.
    pub finished: bool,
    /// Whether somebody stopped the simulation in this run.
    pub interrupted: bool,
    /// How often a node was asked what it sends in an epoch. Epochs in which a node is offline are not among them.
    pub node_epochs: u64,
    /// What was sent.
    pub sends: Sends,
    /// What was sent by the end of the epoch in which everybody had everything for the first time.
    pub sends_until_received: Sends,
    /// The bytes of all messages, each once for every node that is to have it.
    pub useful_bytes: u64,
    /// How many epochs after it was written each message came to each node, in order of size.
    pub received: Vec<u64>,
    /// How many epochs after the last message was written everybody was silent.
    pub stopped: u64,
}
