//! The reader: it follows a name, walks the pages, gets the contents, and delivers each item once.

mod budget;
mod chain;
mod change;
mod classify;
mod content;
mod cycles;
mod due;
mod graph;
mod head;
mod instance;
mod items;
mod limits;
mod order;
mod outcome;
mod retry;
mod saved;
mod settings;
mod state;
mod sync;
mod walk;

pub use instance::Reader;
pub use limits::Limits;
pub use outcome::{Class, Evidence, Head, Item, ItemCheck, Outcome, Reason};
pub use settings::Settings;
pub use sync::Sync;
