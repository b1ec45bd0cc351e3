//! The conductor, line by line: what an adapter says, and what the harness says to it.

mod crashes;
mod faults;
mod holding;
mod lost;
mod observed;
mod requests;
mod stores;
mod talk;
