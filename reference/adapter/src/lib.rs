//! The adapter protocol (`spec/adapter-protocol.md`), spoken for the reference implementation.
//!
//! [`serve`] answers requests line by line. Stateless operations are answered at once; a writer's or reader's request
//! becomes a machine that runs beside the others, and whose needs go out as callbacks.

mod answer;
mod decimal;
mod hello;
mod hex;
mod instances;
mod kind;
mod line;
mod serve;
mod session;
mod stateless;

pub use serve::{ServeError, serve};
