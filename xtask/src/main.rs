//! The project's chores. Each is a file of its own; here they only get their names.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
#[cfg(feature = "mutants")]
use remote_log_conformance::shard::Shard;

mod adequacy;
#[cfg(feature = "check")]
mod check;
#[cfg(feature = "check")]
mod confirm;
mod conformance;
#[cfg(feature = "coverage")]
mod coverage;
mod difference;
#[cfg(feature = "dist")]
mod dist;
#[cfg(feature = "check")]
mod finding;
#[cfg(feature = "check")]
mod freeze;
#[cfg(feature = "check")]
mod gate;
mod known;
#[cfg(feature = "model")]
mod model;
#[cfg(feature = "mutants")]
mod mutants;
#[cfg(feature = "oracles")]
mod oracle_drift;
#[cfg(feature = "oracles")]
mod oracles;
mod programs;
mod results;
mod vectors;

/// The project's chores
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Chore {
    /// Build the reference and the harness, and run the whole suite
    #[command(disable_help_flag = true)]
    Conformance {
        /// Handed to `rlog-conformance run`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Build the bank of mutants, and see whether the suite notices each
    #[command(disable_help_flag = true)]
    Adequacy {
        /// Handed to `rlog-adequacy`; `--help` tells them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Write spec/coverage.md anew: what vectors, properties and mutants cover
    #[cfg(feature = "coverage")]
    Coverage {
        /// Write nothing; fail if the file differs
        #[arg(long)]
        check: bool,
    },
    /// Write the generated vectors anew; or let three implementations confirm all vectors
    Vectors {
        /// Write nothing; fail if a file, or with --confirm a record, differs
        #[arg(long)]
        check: bool,
        /// Ask the reference, the Python and the TypeScript implementation all of them, and record that they agree
        #[cfg(feature = "check")]
        #[arg(long)]
        confirm: bool,
    },
    /// See whether prose, registry, errata, schema, vectors and README are in step
    #[cfg(feature = "check")]
    Check,
    /// Compare the spec, the protos and the vectors with those of a commit, and say what kind of change it is
    #[cfg(feature = "check")]
    #[command(
        after_help = "Exit codes:\n    0  nothing speaks against the change\n    1  what is declared in spec/changes.yaml is not so, or missing, or a revision was edited\n    2  the command line makes no sense\n    3  the registry needs the name of a new revision\n    5  one of the states cannot be read, or a record is of another suite"
    )]
    Gate {
        /// The commit to compare with
        #[arg(long, value_name = "REV")]
        base: String,
        /// Write one JSON object
        #[arg(long, conflicts_with = "annotations")]
        json: bool,
        /// Write workflow commands, which a forge shows beside the lines
        #[arg(long)]
        annotations: bool,
    },
    /// Freeze the registry and the vectors as they are now, under the name that the registry has
    #[cfg(feature = "check")]
    Freeze {
        /// The revision's name
        name: String,
    },
    /// Write into target/dist the harness as one program, and the vectors as one bundle
    #[cfg(feature = "dist")]
    Dist,
    /// Record in conformance/results what the suite says of the known implementations
    Results,
    /// Explore the model exhaustively, and print how many states that were
    #[cfg(feature = "model")]
    Model,
    /// Put faults into the reference one by one, and see whether the suite alone sees them
    #[cfg(feature = "mutants")]
    Mutants {
        /// One part of them: 2/5 for the second of five
        #[arg(long, value_name = "I/N")]
        shard: Option<Shard>,
        /// Only those in lines that this diff adds or changes
        #[arg(long, value_name = "FILE", conflicts_with = "shard")]
        in_diff: Option<PathBuf>,
    },
    /// Write the code of the protobuf libraries that the decoder is compared with
    #[cfg(feature = "oracles")]
    Oracles {
        /// Write nothing; fail if a file differs
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    match run(Chore::parse(), root) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    match chore {
        Chore::Conformance { arguments } => {
            return Ok(conformance::conformance(root, &arguments)?);
        }
        Chore::Adequacy { arguments } => return Ok(adequacy::adequacy(root, &arguments)?),
        #[cfg(feature = "coverage")]
        Chore::Coverage { check: true } => coverage::check(root)?,
        #[cfg(feature = "coverage")]
        Chore::Coverage { check: false } => coverage::write(root)?,
        #[cfg(feature = "check")]
        Chore::Vectors {
            check,
            confirm: true,
        } => println!("{}", confirm::run(root, check)?),
        Chore::Vectors { check: true, .. } => vectors::check(root)?,
        Chore::Vectors { check: false, .. } => println!("{} cases written", vectors::write(root)?),
        #[cfg(feature = "check")]
        Chore::Check => match check::run(&check::Project::read(root)?) {
            Ok(in_step) => println!("{in_step}"),
            Err(found) => {
                found.iter().for_each(|finding| eprintln!("{finding}"));
                return Err(format!("{} things are out of step", found.len()).into());
            }
        },
        #[cfg(feature = "check")]
        Chore::Gate {
            base,
            json,
            annotations,
        } => {
            let form = match (json, annotations) {
                (true, _) => gate::Form::Json,
                (_, true) => gate::Form::Annotations,
                _ => gate::Form::People,
            };
            let (report, exit) = gate::run(root, &base, form);
            print!("{report}");
            return Ok(ExitCode::from(exit as u8));
        }
        #[cfg(feature = "check")]
        Chore::Freeze { name } => {
            let frozen = freeze::run(root, &name)?;
            println!(
                "{name} is frozen: {} requirements, {} vectors",
                frozen.requirements.len(),
                frozen.cases.len()
            );
        }
        #[cfg(feature = "dist")]
        Chore::Dist => {
            let written = dist::run(root)?;
            written
                .iter()
                .for_each(|path| println!("{}", path.display()));
        }
        Chore::Results => results::run(root)?,
        #[cfg(feature = "model")]
        Chore::Model => model::run()?,
        #[cfg(feature = "mutants")]
        Chore::Mutants { shard, in_diff } => {
            mutants::run(root, &mutants::Part::new(shard, in_diff))?
        }
        #[cfg(feature = "oracles")]
        Chore::Oracles { check: true } => oracle_drift::check(root)?,
        #[cfg(feature = "oracles")]
        Chore::Oracles { check: false } => oracles::run(root)?,
    }
    Ok(ExitCode::SUCCESS)
}
