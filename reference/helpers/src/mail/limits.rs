//! The bounds of a post office.

/// How much a post office takes and hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailLimits {
    /// The most bytes of one item, and of a recipient's name.
    pub item_bytes: usize,
    /// The most items in one mailbox.
    pub box_items: usize,
    /// The most bytes in one mailbox.
    pub box_bytes: usize,
    /// The most bytes in all mailboxes together, the recipients' names included.
    pub total_bytes: usize,
    /// The most items that are handed out at once.
    pub batch_items: usize,
    /// The most bytes that are handed out at once; an item that is larger is handed out alone.
    pub batch_bytes: usize,
}

impl Default for MailLimits {
    /// The values that the specification recommends. An item has room for a payload of the size that a node takes, and
    /// for what sealing adds to it.
    fn default() -> Self {
        MailLimits {
            item_bytes: (1 << 20) + (1 << 12),
            box_items: 1 << 13,
            box_bytes: 1 << 26,
            total_bytes: 1 << 32,
            batch_items: 1 << 8,
            batch_bytes: 1 << 22,
        }
    }
}
