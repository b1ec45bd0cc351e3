//! A scenario: who there is, what happens, and what must have come of it.

mod cast;
mod claim;
mod event;
mod forged;
mod message;
mod raw;
mod scene;

pub(super) use raw::RawScenario;
pub(super) use scene::read;
