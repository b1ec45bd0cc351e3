//! An MVDS node (`spec/sync.md`): it sends messages to its peers until they acknowledge them, and takes theirs.
//!
//! A [`Node`] has no clock, no socket, no disk and no randomness. Epochs and payloads go in, payloads and delivered
//! messages come out, and [`Node::save`] says what to keep so that a killed node goes on where it was. A remote log is
//! its optional helper: [`Node::to_publish`] says what its own log lacks, [`Node::helper_delivered`] takes what the log
//! of a peer brought.
//!
//! The dependencies between the modules point one way: records, bodies, frontiers and the inbox know nothing of each
//! other; the state holds them and changes by facts alone; the node decides which facts.

mod append;
mod backoff;
mod bodies;
mod clock;
mod fact;
mod frontier;
mod group;
mod helper;
mod ids;
mod inbox;
mod limits;
mod node;
mod outcome;
mod payload;
mod peer;
mod receive;
mod record;
mod send;
mod settings;
mod snapshot;
mod state;
mod stored;
mod take;

pub use append::{AppendError, Appended};
pub use backoff::Backoff;
pub use helper::ResendError;
pub use ids::{GroupId, PeerId};
pub use limits::Limits;
pub use node::Node;
pub use outcome::{Delivered, Outgoing, Received, Refusal, Refused, Sent};
pub use settings::{Delivery, Mode, Settings};
