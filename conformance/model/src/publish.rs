//! One publish of a writer, a step for each answer that it waits for, so that others can act and devices can die in
//! between.

use std::fmt;

use crate::page::Page;
use crate::store::{Blob, Fetched, World};
use crate::writer::{Expect, Found, Writer};

/// How a publish ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the spec's own
pub enum Status {
    Published,
    Unchanged,
    Empty,
    Conflict,
    Refused,
    TooLarge,
    Unavailable,
}

/// Where a publish stands. It is all that a device forgets when it dies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publish {
    /// The name is to be fetched.
    Fetch,
    /// These are to be added, in this order.
    Add {
        /// What the name held.
        expect: Expect,
        /// What is left.
        left: Vec<Blob>,
    },
    /// The head is to be saved, so that it is known as the writer's own after a crash.
    Save {
        /// What the name held.
        expect: Expect,
    },
    /// The name is to be updated.
    Update {
        /// What the name held.
        expect: Expect,
        /// What it shall hold.
        head: Page,
    },
    /// A name system that does not compare was updated: the name is to be fetched once more (RL-WRITE-12).
    ReadBack,
    /// It came to its end.
    Done(Status),
}

impl Publish {
    /// The next step: one request, its effect on the world, and what the writer makes of the answer.
    pub fn step(self, writer: &mut Writer, world: &mut World) -> Self {
        match self {
            Self::Fetch if writer.log.is_empty() => Self::Done(Status::Empty),
            Self::Fetch => Self::look(writer, &world.fetch(0), world),
            Self::Add { expect, mut left } => {
                if left.is_empty() {
                    return Self::Save { expect };
                }
                let blob = left.remove(0);
                world.add(blob.clone());
                writer.added.insert(blob);
                Self::Add { expect, left }
            }
            Self::Save { expect } => {
                let head = writer.pages().1;
                writer.tried = Some(head.clone());
                Self::Update { expect, head }
            }
            Self::Update { expect, head } => {
                let compares = world.compare_and_set;
                if compares && !expect.holds(world.heads.last()) {
                    return Self::Done(Status::Conflict);
                }
                world.heads.push(head);
                if compares {
                    Self::Done(Status::Published)
                } else {
                    Self::ReadBack
                }
            }
            Self::ReadBack => {
                let get = |blob: &Blob| world.get(blob);
                match writer.look(&world.fetch(0), &get) {
                    Found::Foreign => Self::Done(Status::Conflict),
                    Found::Own | Found::Older(_) | Found::Unknown => Self::Done(Status::Published),
                }
            }
            Self::Done(status) => Self::Done(status),
        }
    }

    fn look(writer: &Writer, fetched: &Fetched, world: &World) -> Self {
        match writer.look(fetched, &|blob| world.get(blob)) {
            Found::Own => Self::Done(Status::Unchanged),
            Found::Foreign => Self::Done(Status::Refused),
            Found::Unknown => Self::Done(Status::Unavailable),
            Found::Older(expect) => Self::Add {
                expect,
                left: writer.to_add(),
            },
        }
    }
}

impl Expect {
    /// Whether a name that holds this is as expected.
    pub fn holds(&self, held: Option<&Page>) -> bool {
        match self {
            Self::Any => true,
            Self::Absent => held.is_none(),
            Self::Exact(page) => held == Some(page),
        }
    }
}

impl fmt::Display for Status {
    /// In the spec's word.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Published => "published",
            Self::Unchanged => "unchanged",
            Self::Empty => "empty",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::TooLarge => "too_large",
            Self::Unavailable => "unavailable",
        })
    }
}
