//! `rlog-mutant`: the second implementation behind the adapter protocol, sound or with one fault.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use remote_log_mutants::adapter::serve;
use remote_log_mutants::faults::{Fault, Faulty, Told};

/// A plain second implementation of the remote log, as an adapter on standard input and output
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Example:\n    rlog-conformance run -- rlog-mutant --fault gap-taken-for-end"
)]
struct Arguments {
    /// Have this fault; without it, the implementation is sound
    #[arg(long, value_name = "NAME")]
    fault: Option<Fault>,
    /// Print a table of the faults: name, kind, requirement, and what it does
    #[arg(long, conflicts_with = "fault")]
    list: bool,
    /// With `--list`, print one JSON array
    #[arg(long, requires = "list")]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.list {
        true => list(arguments.json, &mut io::stdout().lock()),
        false => serve(
            &mut io::stdin().lock(),
            &mut io::stdout().lock(),
            Faulty(arguments.fault),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rlog-mutant: {error}");
            ExitCode::FAILURE
        }
    }
}

fn list(json: bool, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<Told> = Fault::all().map(Fault::told).collect();
    match json {
        true => serde_json::to_writer_pretty(&mut *out, &all)?,
        false => all.iter().try_for_each(|told| write!(out, "{told}"))?,
    }
    out.flush()
}
