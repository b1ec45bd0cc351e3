//! Judges an adapter itself, before any conformance case: whether it speaks the protocol.

mod callbacks;
mod checkup;
mod conversation;
mod finding;
mod handshake;
mod probe;
mod sample;
mod start;
mod symptom;

pub use checkup::check;
pub use finding::{Finding, Found};
