//! Addresses in a content store: what kind they are, whether content matches one, and how a store makes them.

mod check;
mod error;
mod function;
mod kind;
mod make;
mod parse;

pub use check::{Checked, check};
pub use error::AddressError;
pub use kind::{AddressKind, UnknownKind};
pub use make::make;
