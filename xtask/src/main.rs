//! The project's chores. Each is a file of its own; here they only get their names.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

#[cfg(feature = "check")]
mod check;
mod conformance;
#[cfg(feature = "model")]
mod model;
#[cfg(feature = "oracles")]
mod oracle_drift;
#[cfg(feature = "oracles")]
mod oracles;
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
    /// Write the generated vectors anew
    Vectors {
        /// Write nothing; fail if a file differs
        #[arg(long)]
        check: bool,
    },
    /// See whether prose, registry, errata, schema, vectors and README are in step
    #[cfg(feature = "check")]
    Check,
    /// Explore the model exhaustively, and print how many states that were
    #[cfg(feature = "model")]
    Model,
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
            let status = conformance::run(root, &arguments)?;
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
        }
        Chore::Vectors { check: true } => vectors::check(root)?,
        Chore::Vectors { check: false } => println!("{} cases written", vectors::write(root)?),
        #[cfg(feature = "check")]
        Chore::Check => match check::run(&check::Project::read(root)?) {
            Ok(in_step) => println!("{in_step}"),
            Err(found) => {
                found.iter().for_each(|finding| eprintln!("{finding}"));
                return Err(format!("{} things are out of step", found.len()).into());
            }
        },
        #[cfg(feature = "model")]
        Chore::Model => model::run()?,
        #[cfg(feature = "oracles")]
        Chore::Oracles { check: true } => oracle_drift::check(root)?,
        #[cfg(feature = "oracles")]
        Chore::Oracles { check: false } => oracles::run(root)?,
    }
    Ok(ExitCode::SUCCESS)
}
