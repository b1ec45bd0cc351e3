//! A person's directory: her own log, and the logs that she follows, in one file that survives crashes.

mod config;
mod directory;
mod error;
mod known;
mod log;
mod state;

pub use config::{Config, Embed, HeadKind};
pub use directory::{Home, Kept};
pub use error::HomeError;
pub use log::LogKey;
pub use state::{HomeDisk, Staged};
