//! What each command does, one file a command.

pub mod adapter;
pub mod append;
pub mod init;
pub mod inspect;
pub mod list;
pub mod publish;
mod run;
pub mod sync;
pub mod verify;

pub use run::run;
