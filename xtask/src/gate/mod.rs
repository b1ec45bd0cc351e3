//! `cargo xtask gate`: compares two states of spec, protos and vectors, and says what kind of change it is (`spec/gate.md`).

mod assertion;
mod comparison;
mod declared;
mod evidence;
mod flips;
mod git;
mod kind;
mod proto;
mod report;
mod requirements;
mod run;
mod stale;
mod state;
mod vectors;
mod verdict;

pub use declared::{CHANGES, Declared, read as read_declared};
pub use kind::Kind;
pub use report::Form;
pub use run::run;

#[cfg(test)]
mod tests;
