//! The vectors: what they say, and how they are read.

mod case;
mod world;

pub use case::*;
pub use world::*;
