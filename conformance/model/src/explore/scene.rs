//! A state of the exploration: the stores, the devices, the readers, and what only the one who watches knows.

use std::collections::BTreeSet;

use super::bounds::Bounds;
use super::invariant::Invariant;
use crate::page::{Message, Page};
use crate::publish::Publish;
use crate::reader::Reader;
use crate::store::World;
use crate::writer::Writer;

/// Everything at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scene {
    /// The content store and the name.
    pub world: World,
    /// Those that write the log.
    pub devices: Vec<Device>,
    /// Those that read it.
    pub seats: Vec<Seat>,
    /// What the first device had saved when it was backed up.
    pub backup: Option<Writer>,
    /// What has been used up of the bounds.
    pub spent: Spent,
    /// The invariant that the last event broke.
    pub broken: Option<Invariant>,
}

/// A device that writes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Device {
    /// What it has in memory.
    pub writer: Writer,
    /// What it has on its disk. It saves when it appends, and before it updates the name.
    pub saved: Writer,
    /// The publish under way.
    pub publish: Option<Publish>,
}

/// A reader, and what it is known to have done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Seat {
    /// The reader. Between calls its memory and its disk are the same.
    pub reader: Reader,
    /// What was delivered, in saves that were answered.
    pub kept: BTreeSet<Message>,
    /// The last head that it said was advanced.
    pub accepted: Option<Page>,
}

/// How much has happened, to be held against the bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is the field of the bounds
pub struct Spent {
    pub messages: u8,
    pub losses: u8,
    pub drops: u8,
    pub crashes: u8,
    pub put_backs: u8,
    pub turns: u8,
}

impl Scene {
    /// Nothing has happened yet.
    pub fn new(bounds: &Bounds) -> Self {
        let writer = Writer::new(bounds.layout);
        let device = Device {
            writer: writer.clone(),
            saved: writer,
            publish: None,
        };
        Self {
            world: World::new(bounds.compares),
            devices: vec![device; bounds.devices],
            seats: vec![Seat::default(); bounds.readers],
            backup: None,
            spent: Spent::default(),
            broken: None,
        }
    }
}
