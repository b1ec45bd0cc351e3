//! The search for a counterexample: inputs made by chance, judged, and made as small as they get.

mod batch;
mod blame;
mod campaign;
mod chance;
mod codec;
mod corpus;
mod finding;
mod history;
mod input;
mod maker;
mod material;
pub mod report;
mod search;
mod shrink;

pub use batch::{Searched, batch, searched};
pub use blame::Blame;
pub use campaign::{Campaign, Event, Outcome, campaign};
pub use corpus::Corpus;
pub use finding::Finding;
pub(crate) use history::written as written_history;
