//! `rlog-adequacy`: what `cargo xtask adequacy` builds and runs.

use std::process::ExitCode;

use clap::Parser;
use remote_log_adequacy::cli::Arguments;
use remote_log_adequacy::command;

fn main() -> ExitCode {
    match command::run(&Arguments::parse()) {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("error: {error}");
            error.exit().into()
        }
    }
}
