//! How much may happen in an exploration, and the configurations that are explored.

use std::fmt;

use crate::reader::Limits;
use crate::reading::Fetch;
use crate::writer::{Embed, Layout};

/// What may happen, and how often. All of it is bounded, so the states are finitely many, and all of them are visited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// What this is about, in words.
    pub name: &'static str,
    /// How the devices cut their pages.
    pub layout: Layout,
    /// Whether the name system compares before it sets.
    pub compares: bool,
    /// How many devices write: 1 or 2.
    pub devices: usize,
    /// How many readers there are: 0 to 2.
    pub readers: usize,
    /// How many messages are appended.
    pub messages: u8,
    /// How many things the store loses that it had. It can have all of them back at any time.
    pub losses: u8,
    /// How many adds the store acknowledges and drops.
    pub drops: u8,
    /// How often a writing device dies.
    pub crashes: u8,
    /// How often a device is put back to the backup of the first, or becomes a copy of it.
    pub put_backs: u8,
    /// How often the name is turned back, or a writer is served what it held before.
    pub turns: u8,
    /// What comes of a reader's fetch. A call that finds nothing new changes nothing, so their number is no matter.
    pub fetches: Vec<Fetch>,
    /// The most pages that one call asks for.
    pub limits: Limits,
}

/// What is explored in tests, in which a model with a fault is explored too.
pub fn small() -> Vec<Bounds> {
    vec![
        Bounds {
            name: "two devices, and everything that can happen, once",
            devices: 2,
            messages: 2,
            losses: 1,
            crashes: 1,
            put_backs: 1,
            turns: 1,
            ..nothing()
        },
        Bounds {
            name: "two devices that cannot compare, and a loss",
            compares: false,
            devices: 2,
            messages: 2,
            losses: 1,
            ..nothing()
        },
    ]
}

/// What is explored by `cargo xtask model`.
pub fn configurations() -> Vec<Bounds> {
    let mut all = small();
    all.extend([
        Bounds {
            name: "two devices with more messages, and everything that can happen, once",
            devices: 2,
            messages: 3,
            losses: 1,
            crashes: 1,
            put_backs: 1,
            turns: 1,
            ..nothing()
        },
        Bounds {
            name: "two devices race, and die between any two steps",
            devices: 2,
            messages: 3,
            crashes: 2,
            put_backs: 1,
            ..nothing()
        },
        Bounds {
            name: "two devices race where the name system cannot compare",
            compares: false,
            devices: 2,
            messages: 3,
            crashes: 1,
            put_backs: 1,
            ..nothing()
        },
        Bounds {
            name: "a backup is restored, and the name is turned back or served from before",
            devices: 2,
            messages: 3,
            put_backs: 1,
            turns: 2,
            fetches: fetches(2),
            ..nothing()
        },
        Bounds {
            name: "the store loses and drops things under the eyes of two readers",
            layout: layout(1, Embed::Last(0)),
            readers: 2,
            messages: 3,
            losses: 2,
            drops: 1,
            ..nothing()
        },
        Bounds {
            name: "the store loses things while two devices race that cannot compare",
            compares: false,
            devices: 2,
            messages: 3,
            losses: 2,
            ..nothing()
        },
        Bounds {
            name: "pure pointers, and a reader that gets one page in a call",
            layout: Layout {
                pointer: true,
                ..layout(2, Embed::Last(0))
            },
            messages: 4,
            losses: 1,
            crashes: 1,
            turns: 1,
            limits: Limits { pages: 1 },
            ..nothing()
        },
    ]);
    all
}

/// One device and one reader, who never come to do anything.
fn nothing() -> Bounds {
    Bounds {
        name: "nothing",
        layout: layout(1, Embed::Last(1)),
        compares: true,
        devices: 1,
        readers: 1,
        messages: 0,
        losses: 0,
        drops: 0,
        crashes: 0,
        put_backs: 0,
        turns: 0,
        fetches: fetches(1),
        limits: Limits { pages: usize::MAX },
    }
}

fn layout(page_size: usize, embed: Embed) -> Layout {
    Layout {
        page_size,
        embed,
        pointer: false,
        form: 0,
    }
}

/// What the name holds, what it held up to so many changes ago, and nothing.
fn fetches(back: u8) -> Vec<Fetch> {
    let older = (1..=back).map(Fetch::Back);
    let others = [Fetch::Empty, Fetch::NotFound];
    std::iter::once(Fetch::Now)
        .chain(older)
        .chain(others)
        .collect()
}

impl fmt::Display for Bounds {
    /// The bounds in words, without those that are 0.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let counts = [
            (self.devices, "devices that write"),
            (self.readers, "readers"),
            (self.messages.into(), "messages"),
            (self.losses.into(), "losses"),
            (self.drops.into(), "adds dropped"),
            (self.crashes.into(), "crashes"),
            (self.put_backs.into(), "times put back to a backup"),
            (
                self.turns.into(),
                "times the name is turned back or a writer served from before",
            ),
            (self.layout.page_size, "pairs on a page"),
            (self.limits.pages, "pages in a call"),
        ];
        let given = |(count, _): &(usize, _)| (1..usize::MAX).contains(count);
        let counts = counts.into_iter().filter(given);
        let counts: Vec<String> = counts.map(|(n, what)| format!("{what}: {n}")).collect();
        let compares = if self.compares {
            "compare-and-set"
        } else {
            "last write wins"
        };
        write!(f, "{}; {compares}", counts.join(", "))
    }
}
