//! Every decoder of untrusted bytes, and what holds of it whatever the bytes are: it answers, with a value that is as good
//! when it is written and read again, or with an error that a person can act on. It does not panic.
//!
//! Each [`Target`] is a plain function. The tests of this crate call it with bytes made by chance from the vectors, and
//! see to its time and memory; `fuzz/` gives it to cargo-fuzz. `spec/fuzzing.md` says how to run both.

mod address;
mod disk;
mod files;
mod lines;
mod refusal;
mod seeds;
mod states;
mod target;
mod wire;

pub use seeds::{Material, material};
pub use target::{TARGETS, Target, target};
