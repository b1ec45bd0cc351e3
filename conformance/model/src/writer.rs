//! A writer: what it persists, how it lays out its log, and whether it may publish over what a name holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::page::{Address, Message, Offer, Page, Pair};
use crate::store::{Blob, Fetched, Reason};

/// Which pairs carry their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Embed {
    /// The newest so many of the head.
    Last(usize),
    /// Every pair of every page.
    All,
}

/// How a log is cut into pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Layout {
    /// The most pairs on a page, the head included; at least 1.
    pub page_size: usize,
    /// What is embedded.
    pub embed: Embed,
    /// Whether the name holds a pure pointer.
    pub pointer: bool,
    /// The form of the pages.
    pub form: u8,
}

/// What a writer persists (RL-WRITE-15).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Writer {
    /// How it cuts its pages.
    pub layout: Layout,
    /// Everything that was appended, the oldest first.
    pub log: Vec<Message>,
    /// What the content store has acknowledged.
    pub added: BTreeSet<Blob>,
    /// The head that it last tried to publish.
    pub tried: Option<Page>,
}

/// What an update expects the name to hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expect {
    /// No such name.
    Absent,
    /// Exactly this.
    Exact(Page),
    /// Anything.
    Any,
}

/// What a writer makes of the content of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// The head that it would publish: there is nothing to do.
    Own,
    /// The same log as its own, or an older one: it may update.
    Older(Expect),
    /// Something that its own log lacks, or that it cannot know to be older.
    Foreign,
    /// Nothing is known.
    Unknown,
}

impl Writer {
    /// A writer of an empty log.
    pub fn new(layout: Layout) -> Self {
        Self {
            layout,
            log: Vec::new(),
            added: BTreeSet::new(),
            tried: None,
        }
    }

    /// Appends a message; false if the log has it already (RL-WRITE-6).
    pub fn append(&mut self, message: Message) -> bool {
        let new = !self.log.contains(&message);
        if new {
            self.log.push(message);
        }
        new
    }

    /// The sealed pages, the oldest first, and what the name is to hold (RL-WRITE-3, 4, 16).
    pub fn pages(&self) -> (Vec<Address>, Page) {
        let mut sealed = Vec::new();
        let mut chunks = self.log.chunks(self.layout.page_size).peekable();
        let mut tail = None;
        while let Some(chunk) = chunks.next() {
            let newest = chunks.peek().is_none();
            let page = self.page(chunk, tail.take(), newest);
            if newest && !self.layout.pointer {
                return (sealed, page);
            }
            let page = Arc::new(page);
            sealed.push(page.clone());
            tail = Some(page);
        }
        let pointer = Page {
            tail,
            ..Page::default()
        };
        (sealed, pointer)
    }

    fn page(&self, oldest_first: &[Message], tail: Option<Address>, newest: bool) -> Page {
        let newest_first = oldest_first.iter().rev().enumerate();
        let pair = |(nth, message): (usize, &Message)| {
            let embedded = match self.layout.embed {
                Embed::All => true,
                Embed::Last(k) => newest && nth < k,
            };
            Pair {
                message: *message,
                offer: if embedded {
                    Offer::Embedded
                } else {
                    Offer::Stored
                },
            }
        };
        Page {
            pairs: newest_first.map(pair).collect(),
            tail,
            form: self.layout.form,
        }
    }

    /// What the store must have before the name may be updated, and has not acknowledged yet (RL-WRITE-1): contents,
    /// then pages from the oldest on.
    pub fn to_add(&self) -> Vec<Blob> {
        let (sealed, head) = self.pages();
        let listed = sealed.iter().map(|page| &**page).chain([&head]);
        let pairs = listed.flat_map(|page| &page.pairs);
        let stored = pairs.filter(|pair| pair.offer == Offer::Stored);
        let contents = stored.map(|pair| Blob::Content(pair.message));
        contents
            .chain(sealed.iter().cloned().map(Blob::Page))
            .filter(|blob| !self.added.contains(blob))
            .collect()
    }

    /// Whether it may publish over what the name holds (RL-WRITE-8, 10): only over its own log or an older one.
    pub(crate) fn look(
        &self,
        fetched: &Fetched,
        get: &dyn Fn(&Blob) -> Result<(), Reason>,
    ) -> Found {
        let head = match fetched {
            Fetched::NotFound => return Found::Older(Expect::Absent),
            Fetched::Failed(Reason::Unavailable | Reason::Timeout) => return Found::Unknown,
            Fetched::Failed(_) => return Found::Foreign,
            Fetched::Head(head) => head,
        };
        if *head == self.pages().1 {
            return Found::Own;
        }
        let lists_own = |page: &Page| {
            let mut pairs = page.pairs.iter();
            pairs.all(|pair| self.log.contains(&pair.message))
        };
        if !lists_own(head) {
            return Found::Foreign;
        }
        for page in head.beneath() {
            let blob = Blob::Page(page.clone());
            if self.added.contains(&blob) {
                break;
            }
            match get(&blob) {
                Err(Reason::Unavailable | Reason::Timeout) => return Found::Unknown,
                Err(_) => return Found::Foreign,
                Ok(()) if !lists_own(page) => return Found::Foreign,
                Ok(()) => {}
            }
        }
        Found::Older(Expect::Exact(head.clone()))
    }
}
