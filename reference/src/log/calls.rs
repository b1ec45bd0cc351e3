//! The requests that a machine waits for.

use std::collections::HashMap;

use super::Ticket;

/// The requests that a machine waits for, and what each is for.
#[derive(Debug)]
pub(super) struct Calls<P> {
    next: u64,
    waiting: HashMap<Ticket, P>,
}

impl<P> Calls<P> {
    pub(super) fn new() -> Self {
        Calls {
            next: 0,
            waiting: HashMap::new(),
        }
    }

    /// A ticket for a request with this purpose.
    pub(super) fn open(&mut self, purpose: P) -> Ticket {
        let ticket = Ticket(self.next);
        self.next += 1;
        self.waiting.insert(ticket, purpose);
        ticket
    }

    /// The purpose of the request that was answered; none if nobody waits for it.
    pub(super) fn close(&mut self, ticket: Ticket) -> Option<P> {
        self.waiting.remove(&ticket)
    }

    /// Whether nothing is waited for.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many requests are waited for.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }
}
