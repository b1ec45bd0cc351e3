//! The suite is tested too: every mutant of the bank is asked the whole suite, and the gate says whether that was enough
//! (`spec/adequacy.md`).
//!
//! Data flows one way: the bank and the suite are read, [`trials`] asks, [`score`] says what came of each mutant,
//! [`gate`] holds that against the rules, and [`report`] and [`record`] write it down.

pub mod bank;
pub mod checks;
pub mod cli;
pub mod command;
pub mod gate;
pub mod implementation;
pub mod matrix;
pub mod record;
pub mod report;
pub mod score;
pub mod sources;
pub mod suite;
pub mod trial;
pub mod trials;

#[cfg(test)]
mod made_up;
