//! Histories of readers, as cases and in words.

mod blame;
mod call;
mod case;
mod expect;
mod told;

pub(super) use case::case;
pub(super) use told::{settled, told};
