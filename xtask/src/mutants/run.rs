//! Runs cargo-mutants over the reference with the suite as the only test, and judges what survived.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::shard::Shard;

use super::outcomes::Outcomes;
use super::verdict::{Tally, compare};
use super::{figure, survivors};
use crate::programs::Programs;

/// What is mutated: what an adapter can show of the reference. `.cargo/mutants.toml` says what of it is left out.
const PACKAGES: [&str; 4] = ["--package", "remote-log", "--package", "remote-log-mvds"];

/// The suite is the only test; the harness comes with the environment. It is red long before this time-out if the reference
/// hangs, by its own deadline.
const TRIAL: [&str; 13] = [
    "--test-package",
    "remote-log-adapter",
    "--cargo-arg=--test=suite",
    "--profile",
    "mutants",
    "--baseline",
    "skip",
    "--timeout",
    "300",
    "--build-timeout",
    "600",
    "--no-shuffle",
    "--no-times",
];

/// The explanations, relative to the project.
const SURVIVORS: &str = "conformance/survivors.yaml";

/// Which mutants are tried.
#[derive(Debug)]
pub enum Part {
    /// All.
    All,
    /// One of several parts.
    Shard(Shard),
    /// Those in lines that this diff adds or changes.
    Diff(PathBuf),
}

impl Part {
    /// What the command line names.
    pub fn new(shard: Option<Shard>, diff: Option<PathBuf>) -> Self {
        let shard = shard.map(Self::Shard);
        diff.map(Self::Diff).or(shard).unwrap_or(Self::All)
    }
}

/// Tries this part. What was killed before is not tried again, until `target/mutants` is taken away.
///
/// # Errors
/// A survivor that nobody has explained, an explanation that is out of date, and whatever keeps it from running.
pub fn run(root: &Path, part: &Part) -> Result<(), Box<dyn Error>> {
    let notes = root.join("target/mutants/outcomes.json");
    let place = root.join("target/mutants").join(match part {
        Part::All => "all".to_owned(),
        Part::Shard(shard) => {
            let (index, count) = shard.parts();
            format!("shard-{index}-of-{count}")
        }
        Part::Diff(_) => "diff".to_owned(),
    });
    let listed = place.join("mutants.out");
    fs::create_dir_all(&place)?;
    let mut outcomes = Outcomes::noted(&notes)?;
    // What a run that was stopped had found.
    outcomes.add(&listed)?;
    outcomes.note(&notes)?;

    let chosen: Vec<OsString> = match part {
        Part::All => vec!["--iterate".into()],
        Part::Shard(shard) => {
            let (index, count) = shard.parts();
            // cargo-mutants counts from 0.
            let shard = format!("--shard={}/{count}", index - 1);
            vec!["--iterate".into(), shard.into()]
        }
        Part::Diff(diff) => vec!["--in-diff".into(), diff.into()],
    };
    let mutants = list(root, &chosen)?;
    if mutants.is_empty() {
        println!("there is nothing to mutate");
        return Ok(());
    }
    try_all(root, &chosen, &place)?;
    outcomes.add(&listed)?;
    outcomes.note(&notes)?;

    let text = fs::read_to_string(root.join(SURVIVORS))?;
    let explained = survivors::read(&YamlText::new(SURVIVORS, text))?;
    let all = list(root, &[])?;
    let (judged, scope) = match part {
        Part::Diff(_) => (&mutants, "of the diff"),
        Part::All | Part::Shard(_) => (&all, "in all"),
    };
    let tally = Tally::of(judged, &outcomes);
    println!(
        "{} killed of {} tried, of {} {scope}",
        tally.killed, tally.tried, tally.all
    );
    if !matches!(part, Part::Diff(_)) {
        let readme = root.join("README.md");
        fs::write(
            &readme,
            figure::with_figure(&fs::read_to_string(&readme)?, tally)?,
        )?;
    }
    let wrong = compare(&all, &outcomes, &explained, SURVIVORS);
    wrong.iter().for_each(|sentence| eprintln!("{sentence}"));
    match wrong.len() {
        0 => Ok(()),
        count => Err(format!("{count} things are wrong with the survivors").into()),
    }
}

/// The names of the mutants, without trying any.
fn list(root: &Path, chosen: &[OsString]) -> Result<Vec<String>, Box<dyn Error>> {
    let chosen = chosen.iter().filter(|argument| *argument != "--iterate");
    let output = mutants(root)
        .arg("--list")
        .args(chosen)
        .output()
        .map_err(absent)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let names = String::from_utf8(output.stdout)?;
    Ok(names.lines().map(str::to_owned).collect())
}

fn try_all(root: &Path, chosen: &[OsString], place: &Path) -> Result<(), Box<dyn Error>> {
    let built = Programs::build(root, &["remote-log-conformance"])?;
    let harness = built.program("rlog-conformance")?;
    let status = mutants(root)
        .args(TRIAL)
        .args(chosen)
        .arg("--output")
        .arg(place)
        .env("RLOG_CONFORMANCE", harness)
        // The mutants are built in a copy; a target directory of ours would be theirs too.
        .env_remove("CARGO_TARGET_DIR")
        .status()
        .map_err(absent)?;
    match status.code() {
        // All were killed; some survived; some did not end.
        Some(0 | 2 | 3) => Ok(()),
        _ => Err(format!(
            "cargo-mutants ended with {status}; what it tried is kept, run the same again"
        )
        .into()),
    }
}

fn mutants(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root).arg("mutants").args(PACKAGES);
    command
}

fn absent(cause: io::Error) -> String {
    format!(
        "cargo cannot be run: {cause}; install cargo-mutants with `cargo install --locked cargo-mutants`"
    )
}
