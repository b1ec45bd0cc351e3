//! A content store, a name system and a disk for readers and writers, in one file that survives crashes.

mod cas;
mod damage;
mod error;
mod make;
mod ns;
mod state;
mod store;

pub use cas::DiskCas;
pub use damage::{guarded, is_damage};
pub use error::{CallError, OpenError};
pub use make::make;
pub use ns::DiskNs;
pub use state::DiskState;
pub use store::Store;
