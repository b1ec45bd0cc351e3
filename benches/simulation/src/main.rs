//! `simulation`: reads the command line, does what it says, and ends with a code for how it went.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser;
use remote_log_simulation::cli::Cli;
use remote_log_simulation::command::{CommandError, Ended, perform};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match watched(&cli) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Interrupted) => {
            let _ = writeln!(anstream::stderr(), "interrupted");
            ExitCode::from(130)
        }
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "error: {error}");
            match error {
                CommandError::Impossible(_) => ExitCode::from(2),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

/// Performs the command until it is done or somebody presses Ctrl-C.
fn watched(cli: &Cli) -> Result<Ended, CommandError> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    ctrlc::set_handler(move || told.store(true, Ordering::Relaxed))?;
    perform(cli, &stop)
}
