//! The suite against this build of the reference, judged by a harness that was built before. It is what `cargo xtask
//! mutants` gives to cargo-mutants as the only test, and no part of a plain `cargo test`.

use std::io::{self, BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::{env, error};

use serde_json::Value;

/// Which harness, a path: built from sources without a fault, as it decodes and plays with the reference itself.
const HARNESS: &str = "RLOG_CONFORMANCE";

/// How this program is told to be the adapter.
const ADAPTER: &str = "adapter";

/// The suite, with generated cases that are the same each time. A busy machine must not look like a reference that hangs; and
/// one that hangs at every case does so side by side, as a run gives it up only after many.
const RUN: [&str; 8] = [
    "run",
    "--json",
    "--seed",
    "2019",
    "--deadline",
    "5s",
    "--jobs",
    "8",
];

/// The adapter, in a gigabyte: a fault may make it take all that the machine has.
const BOUNDED: &str = "ulimit -v 1048576 && exec \"$0\" \"$@\"";

fn main() -> Result<ExitCode, Box<dyn error::Error>> {
    if env::args().nth(1).is_some_and(|word| word == ADAPTER) {
        remote_log_adapter::serve(io::stdin().lock(), io::stdout().lock())?;
        return Ok(ExitCode::SUCCESS);
    }
    let harness = env::var_os(HARNESS)
        .ok_or("RLOG_CONFORMANCE names no harness; run `cargo xtask mutants`")?;
    let mut run = Command::new(harness)
        .args(RUN)
        .arg("--")
        .args(["sh", "-c", BOUNDED])
        .arg(env::current_exe()?)
        .arg(ADAPTER)
        .stdout(Stdio::piped())
        .spawn()?;
    let red = first_red(BufReader::new(
        run.stdout.take().ok_or("the harness has no output")?,
    ))?;
    // One failure is enough, and a hundred hangs would take long.
    if red.is_some() {
        run.kill()?;
    }
    let status = run.wait()?;
    match red {
        Some(case) => println!("killed by {case}"),
        None => println!("the harness ended with {status}"),
    }
    Ok(match status.success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// The first case that the reference does not pass, by its id, and what is said of it.
fn first_red(events: impl BufRead) -> io::Result<Option<String>> {
    for line in events.lines() {
        let event: Value = serde_json::from_str(&line?)?;
        if event["event"] == "case" && event["verdict"] != "pass" {
            let [case, requirement, fault] =
                ["case", "requirement", "fault"].map(|part| &event[part]);
            return Ok(Some(format!("{case}: {requirement} {fault}")));
        }
    }
    Ok(None)
}
