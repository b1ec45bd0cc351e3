//! Interoperation: every implementation with every other one, over the same pages, names and payloads.

mod blame;
mod implementation;
mod known;
mod material;
mod matrix;
mod pair;
pub mod report;
mod root;
mod sides;

pub use blame::{Finding, Grounds, Seen};
pub use implementation::{Implementation, NotOne, REFERENCE};
pub use known::{KnownError, known};
pub use material::material;
pub use matrix::{Matrix, Meeting, Request, meet};
pub use pair::{Cell, Pair};
