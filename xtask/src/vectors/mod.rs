//! `cargo xtask vectors`: the vectors whose bytes depend on each other are told here as short stories and written out.
//!
//! No story uses the reference: the encoder is its own, and what is expected was worked out from the specification, so
//! that a fault of the reference cannot write itself into the vectors. The model's histories take the reference's encoder
//! for the bytes of pages, and nothing of what is expected.

mod assertion;
mod case;
mod drift;
mod file;
mod generated;
mod message;
mod step;
mod subjects;
mod table;
mod wire;
mod world;
mod yaml;

pub use drift::{check, write};
