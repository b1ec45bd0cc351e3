//! The bounds that a user sets.

/// How much a reader believes, asks for and takes (family LIMIT).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most pages that one call gets, empty ones included (RL-LIMIT-2, RL-LIMIT-7). The head is not counted.
    pub pages: u64,
    /// The most bytes of a page, the head included (RL-LIMIT-1, RL-LIMIT-6).
    pub page_bytes: u64,
    /// The most pairs on a page, the head included (RL-LIMIT-4).
    pub pairs: u64,
    /// The most bytes of an item's content (RL-LIMIT-3).
    pub content_bytes: u64,
    /// A call that has received this many bytes, of the head, pages and contents together, starts no further gets
    /// (RL-LIMIT-8).
    pub call_bytes: u64,
    /// The most gets under way at once (RL-LIMIT-5). At 0 a reader still gets one after the other.
    pub gets: u64,
}

impl Default for Limits {
    /// The values that the specification recommends.
    fn default() -> Self {
        Limits {
            pages: 1000,
            page_bytes: 1 << 20,
            pairs: 4096,
            content_bytes: 1 << 24,
            call_bytes: 1 << 28,
            gets: 16,
        }
    }
}
