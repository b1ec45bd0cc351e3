//! Which log a writer writes, and how its pages are laid out.

use std::num::NonZeroUsize;

use crate::log::Check;

/// Which log a writer writes, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The log's name.
    pub name: String,
    /// What the log lists.
    pub check: Check,
    /// How the log is laid out on pages.
    pub layout: Layout,
}

/// How a log is laid out on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    page_size: NonZeroUsize,
    embed: Embed,
    head: Head,
}

/// Which pairs carry their content (RL-EMBED-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embed {
    /// The newest so many of the newest page.
    Last(usize),
    /// Every pair of every page.
    All,
}

/// What the name holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// The newest page.
    Inline,
    /// A page with no pairs, whose tail is the address of the newest page (RL-NAME-2).
    Pointer,
}

/// A layout that no log can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// A page must have room for a pair.
    #[error("a page size of 0 leaves no room for a pair; give a page size of at least 1")]
    NoRoom,
    /// More pairs cannot be embedded than a page has.
    #[error(
        "{last} pairs cannot be embedded in a page of {page_size}; embed at most {page_size}, or all"
    )]
    EmbedTooMany {
        /// How many were to be embedded.
        last: usize,
        /// How many a page has.
        page_size: usize,
    },
}

impl Layout {
    /// Pages of `page_size` pairs at most, the head included (RL-WRITE-4).
    pub fn new(page_size: usize, embed: Embed, head: Head) -> Result<Self, LayoutError> {
        if let Embed::Last(last) = embed
            && last > page_size
        {
            return Err(LayoutError::EmbedTooMany { last, page_size });
        }
        Ok(Layout {
            page_size: NonZeroUsize::new(page_size).ok_or(LayoutError::NoRoom)?,
            embed,
            head,
        })
    }

    /// The most pairs on a page.
    pub const fn page_size(self) -> usize {
        self.page_size.get()
    }

    /// Which pairs carry their content.
    pub const fn embed(self) -> Embed {
        self.embed
    }

    /// What the name holds.
    pub const fn head(self) -> Head {
        self.head
    }
}
