//! What the gate found: for people, for programs, and for a forge.

mod annotations;
mod json;
mod people;
mod told;

pub use told::{Form, Told};
