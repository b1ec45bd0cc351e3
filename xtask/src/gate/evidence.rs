//! What the two states show about a change: of what it is, and what kind it is at least.

use super::kind::Kind;

/// One thing that shows a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The requirement's id, or the path of the proto file.
    pub of: String,
    /// The change is this at least.
    pub least: Kind,
    /// What was seen, words without a full stop: `its level was SHOULD and is MUST`.
    pub seen: String,
    /// Where it stands in the text it is about, if the change has not taken it away: a line counted from 1.
    pub line: Option<u32>,
    /// What the change is to be shown by.
    pub shows: Shows,
}

/// How much a piece of evidence says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Words: a program cannot tell what they change.
    Words,
    /// What is required, of whom, or how it is written.
    Rule,
    /// A vector that appeared, vanished or changed.
    Vector,
    /// Something that needs no declaration: the section, the source, the needs, the status.
    Aside,
}
