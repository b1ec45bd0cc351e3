//! `rlog-mutant`: the second implementation behind the adapter protocol, sound or with one fault.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use remote_log_mutants::controls::Control;
use remote_log_mutants::faults::{Fault, Faulty};
use remote_log_mutants::{adapter, controls};
use serde_json::json;

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
    /// Be this control instead: an adapter with no implementation behind it
    #[arg(long, value_name = "NAME", conflicts_with = "fault")]
    control: Option<Control>,
    /// Print a table of the faults and the controls: name, kind, requirement, and what each does
    #[arg(long, conflicts_with_all = ["fault", "control"])]
    list: bool,
    /// With `--list`, print one JSON array
    #[arg(long, requires = "list")]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (input, output) = (&mut io::stdin().lock(), &mut io::stdout().lock());
    let done = match arguments.control {
        _ if arguments.list => list(arguments.json, output),
        Some(control) => controls::serve(input, output, control),
        None => adapter::serve(input, output, Faulty(arguments.fault)),
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
    let faults = || Fault::all().map(Fault::told);
    let controls = || Control::ALL.into_iter().map(Control::told);
    if json {
        let entries = faults().map(|told| json!(told));
        let entries: Vec<_> = entries.chain(controls().map(|told| json!(told))).collect();
        serde_json::to_writer_pretty(&mut *out, &entries)?;
    } else {
        faults().try_for_each(|told| write!(out, "{told}"))?;
        controls().try_for_each(|told| write!(out, "{told}"))?;
    }
    out.flush()
}
