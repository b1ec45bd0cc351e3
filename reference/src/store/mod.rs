//! What a log needs a content store, a name system and a disk for, and the stores in memory.

mod cas;
pub mod contract;
mod disk;
mod memory;
mod ns;

pub use cas::Cas;
pub use disk::Disk;
pub use memory::{MemoryCas, MemoryDisk, MemoryNs};
pub use ns::{Ns, Updates};
