//! Scenarios: several MVDS nodes, the network between them, and their helpers, played epoch by epoch.

mod answer;
mod carrier;
mod claim;
mod facts;
mod judge;
mod play;
mod request;
mod roles;
mod story;
mod turn;

pub use claim::{ClaimMatcher, ScenarioClaim, Subject};
pub use facts::Part;
pub(crate) use play::{Cue, Play};
pub use roles::{other_roles, with_role};
pub use story::*;
