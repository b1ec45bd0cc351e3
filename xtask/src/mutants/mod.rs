//! `cargo xtask mutants`: faults that cargo-mutants puts into the reference one by one, with the suite as the only test, and
//! which of them it does not see.

mod figure;
mod outcomes;
mod run;
mod survivors;
#[cfg(test)]
mod tests;
mod verdict;

pub use run::{Part, run};
