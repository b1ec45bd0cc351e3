//! The bounds that a user sets.

/// How much a node believes, keeps and sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a payload, taken or made (RL-SYNC-41, RL-SYNC-42).
    pub payload_bytes: usize,
    /// The most acks, offers, requests and messages in a payload, taken or made (RL-SYNC-41, RL-SYNC-42).
    pub payload_items: usize,
    /// The most records of one peer, and the most ids to be acknowledged to it (RL-SYNC-43).
    pub records: usize,
    /// The most messages that wait for their parents (RL-SYNC-23).
    pub buffered: usize,
    /// For how many seconds a message waits for its parents (RL-SYNC-23).
    pub buffer_seconds: u64,
    /// The most parents that a message names, and that are believed of one (RL-SYNC-20).
    pub parents: usize,
    /// The most ids in a group that are remembered as the parents of something and have not come themselves.
    pub awaited: usize,
    /// How often a request is sent without an answer before it is given up (RL-SYNC-17).
    pub request_sends: u32,
}

impl Default for Limits {
    /// The values that the specification recommends.
    fn default() -> Self {
        Limits {
            payload_bytes: 1 << 20,
            payload_items: 1 << 13,
            records: 1 << 16,
            buffered: 1 << 10,
            buffer_seconds: 3600,
            parents: 64,
            awaited: 1 << 12,
            request_sends: 64,
        }
    }
}
