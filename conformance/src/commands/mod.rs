//! The commands: each reads its inputs, does its work and says how it went.

mod check;
mod error;
mod explain;
mod fuzz;
mod init;
mod inputs;
mod interop;
mod list;
mod output;
mod replay;
mod run;
mod trace;

pub use check::check;
pub use error::CommandError;
pub use explain::explain;
pub use fuzz::fuzz;
pub use init::init;
pub use interop::interop;
pub use list::list;
pub use replay::replay;
pub use run::run;
