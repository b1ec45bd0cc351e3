//! The vectors: what they say, and how they are read.

mod case;
mod fault;
mod operations;
mod read;
mod shape;
mod suite;
mod world;
mod write;

pub use case::*;
pub use fault::*;
pub use operations::{Operation, operation, operations, rejections};
pub use read::{Asserted, Meaning, VectorFile, meanings, written_out};
pub use shape::Shape;
pub use suite::{Suite, SuiteError};
pub use world::*;
pub use write::NewFile;
