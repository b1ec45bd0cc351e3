//! Histories of a writer, as cases and in words.

mod case;
mod expect;
mod told;
mod trouble;

pub(super) use case::case;
pub(super) use told::{settled, told};
