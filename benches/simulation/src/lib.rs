//! The simulation of mostly offline nodes (`spec/simulation.md`): what it costs to sync with each helper.
//!
//! A [`scenario`] says who writes how much to whom; a [`connection`] says when nodes reach each other; a [`world`] runs
//! the real nodes and the real helpers once, epoch by epoch, from a seed. [`parallel`] does that many times, [`measured`]
//! says what came of it, and a page is made of what the [`experiments`] measured.

pub mod cli;
pub mod command;
pub mod connection;
pub mod estimate;
pub mod experiments;
pub mod measured;
pub mod page;
pub mod parallel;
pub mod results;
pub mod scenario;
pub mod theory;
pub mod world;
