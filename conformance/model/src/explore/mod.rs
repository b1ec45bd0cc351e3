//! The model explored exhaustively within bounds: every order of events, and in each state every invariant.

mod bounds;
mod checker;
mod event;
mod invariant;
mod judge;
mod rules;
mod scene;
mod told;

pub use bounds::{Bounds, configurations, small};
pub use checker::{Counterexample, Explored, explore, never_reached};
pub use event::Event;
pub use invariant::Invariant;
pub use rules::{Rules, TheModel};
pub use scene::{Device, Scene, Seat, Spent};
