//! A reader: what it is told, what it knows, and one call of it.

mod answer;
mod call;
mod chain;
mod items;
mod judge;
mod mistaken;
mod order;
mod rounds;
mod settings;
mod state;
mod sync;
mod walk;

pub use answer::{Answer, Check, Delivered, Evidence, Gap, HeadClass, Missing};
pub use settings::{Limits, ReaderSettings};
pub use state::{Candidate, MissingItem, PageRecord, ReaderState, Tries};
pub use sync::sync;
