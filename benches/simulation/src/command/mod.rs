//! What the command line can be told to do.

mod draw;
mod error;
mod perform;
mod progress;
mod table;

pub use error::CommandError;
pub use perform::{Ended, perform};
