//! What the exchange with a helper costs.

use std::ops::AddAssign;

/// What one node exchanged with its helper. Payloads that go directly are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// How often the helper was called, in vain too.
    pub calls: u64,
    /// Bytes of contents, names, addresses and sealed payloads that the helper was sent.
    pub bytes_up: u64,
    /// Bytes that it answered.
    pub bytes_down: u64,
    /// Messages that the helper took. One that lies in two mailboxes counts twice.
    pub messages_up: u64,
    /// Messages that it brought.
    pub messages_down: u64,
    /// Acknowledgements that it took.
    pub acks_up: u64,
    /// Acknowledgements that it brought.
    pub acks_down: u64,
}

impl Traffic {
    /// One call with so many bytes up and down.
    pub(crate) fn call(&mut self, up: usize, down: usize) {
        self.calls += 1;
        self.bytes_up += up as u64;
        self.bytes_down += down as u64;
    }
}

impl AddAssign for Traffic {
    fn add_assign(&mut self, other: Self) {
        self.calls += other.calls;
        self.bytes_up += other.bytes_up;
        self.bytes_down += other.bytes_down;
        self.messages_up += other.messages_up;
        self.messages_down += other.messages_down;
        self.acks_up += other.acks_up;
        self.acks_down += other.acks_down;
    }
}
