//! The protos: what they say on the wire, and whether those who speak the one understand those who speak the other.

mod compare;
mod lines;
mod read;
mod types;

pub use compare::compare;
pub use read::read;
