//! `rlog-conformance`: reads the command line, does what it says, and ends with the code for how it went.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use remote_log_conformance::cli::{Cli, Command};
use remote_log_conformance::commands::{self, CommandError};
use remote_log_conformance::exit::Exit;

fn main() -> ExitCode {
    match perform(Cli::parse().command) {
        Ok(exit) => {
            if exit == Exit::Interrupted {
                let _ = writeln!(anstream::stderr(), "interrupted");
            }
            exit.into()
        }
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "{}", error.render());
            error.exit().into()
        }
    }
}

fn perform(command: Command) -> Result<Exit, CommandError> {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(CommandError::Runtime)
    };
    match command {
        Command::Run(args) => runtime()?.block_on(commands::run(*args)),
        Command::Fuzz(args) => runtime()?.block_on(commands::fuzz(args)),
        Command::Check(args) => {
            runtime()?.block_on(commands::check(args.adapter.source(), args.deadline))
        }
        Command::Replay(args) => runtime()?.block_on(commands::replay(args)),
        Command::Init(args) => commands::init(&args),
        Command::Interop(args) => commands::interop(args),
        Command::List(args) => commands::list(&args),
        Command::Explain(args) => commands::explain(&args),
    }
}
