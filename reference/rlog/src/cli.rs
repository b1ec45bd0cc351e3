//! The command line: what can be said, and what the exit codes mean.

use clap::{Parser, Subcommand};

use crate::commands::{append, init, inspect, list, publish, sync, verify};

const EXIT_CODES: &str = "\
Exit codes:
  0  done, and all is well
  1  done, and something needs a look: a message or page is missing, a name was refused or forked
  2  the command line is wrong
  3  it could not be done: a file, a directory or a store cannot be used";

/// Keep a remote log in a directory: write it, publish it, follow those of others.
///
/// A log is a list of messages that its writer keeps in a shared store under a name, so that readers who are never
/// online together with the writer learn what they lack.
#[derive(Debug, Parser)]
#[command(name = "rlog", version, after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Cli {
    /// Print JSON: one document, or one line for each message
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a directory for a log of your own
    Init(init::Args),
    /// Write messages into the directory's log
    Append(append::Args),
    /// Publish the directory's log in the shared store
    Publish(publish::Args),
    /// Follow somebody's log: fetch and keep what is new
    Sync(sync::Args),
    /// List the messages that the directory keeps
    List(list::Args),
    /// Fetch everything that is published again, and check every hash
    Verify(verify::Args),
    /// Show a page or a message field by field
    Inspect(inspect::Args),
    /// Speak the adapter protocol on standard input and output, for the conformance harness
    Adapter,
}
