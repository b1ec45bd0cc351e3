//! From what was said on the command line to the command that does it.

use super::{adapter, append, init, inspect, list, publish, sync, verify};
use crate::cli::Command;
use crate::error::Error;
use crate::exit::Exit;
use crate::output::Output;

/// Does a command, and answers how it ended.
pub fn run(command: Command, out: &Output) -> Result<Exit, Error> {
    match command {
        Command::Init(args) => init::run(args, out),
        Command::Append(args) => append::run(args, out),
        Command::Publish(args) => publish::run(args, out),
        Command::Sync(args) => sync::run(args, out),
        Command::List(args) => list::run(args, out),
        Command::Verify(args) => verify::run(args, out),
        Command::Inspect(args) => inspect::run(args, out),
        Command::Adapter => adapter::run(),
    }
}
