//! The bounds of one call, counted down.

use super::Limits;

/// What one call may still get.
#[derive(Debug)]
pub(super) struct Budget {
    pages: u64,
    bytes: u64,
    gets: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Budget {
            pages: limits.pages,
            bytes: limits.call_bytes,
            gets: limits.gets.max(1),
        }
    }

    /// Whether another get may be under way now (RL-LIMIT-5, RL-LIMIT-8).
    pub(super) fn allows_get(&self) -> bool {
        self.gets > 0 && self.bytes > 0
    }

    /// Whether that get may be for a page (RL-LIMIT-2).
    pub(super) fn allows_page(&self) -> bool {
        self.pages > 0
    }

    pub(super) fn start_page(&mut self) {
        self.pages -= 1;
        self.gets -= 1;
    }

    pub(super) fn start_item(&mut self) {
        self.gets -= 1;
    }

    /// A get was answered.
    pub(super) fn end_get(&mut self) {
        self.gets += 1;
    }

    /// So many bytes were received.
    pub(super) fn receive(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes as u64);
    }
}
