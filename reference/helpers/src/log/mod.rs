//! The remote log as a helper.

mod bring;
mod counted;
mod followed;
mod helper;
mod own;
mod staged;

pub use bring::bring;
pub use helper::{OpenError, RemoteLog};
