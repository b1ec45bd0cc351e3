//! The command line of `rlog-adequacy`.

use std::path::PathBuf;

use clap::Parser;

/// Run the whole suite against every mutant, and see whether it notices
#[derive(Debug, Parser)]
#[command(
    name = "rlog-adequacy",
    bin_name = "cargo xtask adequacy",
    version,
    after_help = "Examples:\n    cargo xtask adequacy\n    cargo xtask adequacy --only first-known-stop floor-forgotten\n\n\
                  spec/adequacy.md tells how to read the matrix, and what the exit codes mean."
)]
pub struct Arguments {
    /// Ask these mutants and no others; nothing is said of the rest of the gate
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub only: Vec<String>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Write spec/adequacy.yaml anew
    #[arg(long, conflicts_with_all = ["only", "check"])]
    pub record: bool,
    /// Fail if spec/adequacy.yaml is not what it would be
    #[arg(long, conflicts_with = "only")]
    pub check: bool,
    /// The project's directory
    #[arg(long, hide = true, default_value = ".")]
    pub root: PathBuf,
    /// The program `rlog`
    #[arg(long, hide = true)]
    pub reference: PathBuf,
    /// The program `rlog-mutant`
    #[arg(long, hide = true)]
    pub bank: PathBuf,
}
