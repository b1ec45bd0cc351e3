//! The reader: it follows a name, walks the pages, gets the contents, and delivers each item once.

mod limits;
mod outcome;
mod settings;
mod sync;

pub use limits::Limits;
pub use outcome::{Checked, Class, Evidence, Head, Item, Outcome, Reason};
pub use settings::Settings;
pub use sync::{Reader, Sync};
