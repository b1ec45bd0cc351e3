//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::filter::Filter;
use crate::interop::Implementation;
use crate::shard::Shard;
use crate::template::Language;
use crate::transport::AdapterSource;

/// Tells which requirement of the remote log an implementation breaks, and with what input.
#[derive(Debug, Parser)]
#[command(name = "rlog-conformance", version, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    #[allow(missing_docs)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
    0  all is well (a run without a claim can be well: it says why there is none)
    1  a requirement is broken, or the ledger is out of date; under --strict also a recommendation
    2  the command line makes no sense
    3  nothing is broken, but something that is claimed could not be asked
    4  the adapter is at fault, or cannot be reached
    5  bad vectors, registry or ledger
  130  interrupted";

#[derive(Debug, Subcommand)]
#[allow(missing_docs)] // the help says it
pub enum Command {
    /// Write an adapter to start from: it answers the hello, and leaves the rest to you
    #[command(after_help = "Example:\n    rlog-conformance init --lang python my-adapter")]
    Init(InitArgs),
    /// Ask an adapter the cases of the suite, and say what conforms
    #[command(after_help = "Example:\n    rlog-conformance run -- python3 my_adapter.py")]
    Run(Box<RunArgs>),
    /// Search for a history or an input that an adapter gets wrong, and make it as small as it gets
    #[command(
        after_help = "Example:\n    rlog-conformance fuzz -- python3 my_adapter.py\n\nThe same seed gives the same cases and the same findings (spec/fuzzing.md)."
    )]
    Fuzz(FuzzArgs),
    /// Try the adapter itself, and say what is wrong with it
    #[command(after_help = "Example:\n    rlog-conformance check -- python3 my_adapter.py")]
    Check(CheckArgs),
    /// Ask one case, and show every line that goes either way
    Replay(ReplayArgs),
    /// Let every implementation meet every other one, and say which of two is to blame
    #[command(
        after_help = "Example:\n    rlog-conformance interop --with mine='python3 my_adapter.py'\n\nspec/interop.md tells what is asked, and how the one to blame is found."
    )]
    Interop(InteropArgs),
    /// List the cases, or the requirements
    List(ListArgs),
    /// Show a requirement and its cases, or a case and what it asserts
    Explain(ExplainArgs),
}

/// How to reach the adapter.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct AdapterArgs {
    /// Connect to an adapter that listens there
    #[arg(long, value_name = "HOST:PORT", value_parser = host_and_port)]
    connect: Option<String>,
    /// Wait there for an adapter to connect, at first for as long as it takes
    #[arg(long, value_name = "HOST:PORT", value_parser = host_and_port)]
    listen: Option<String>,
    /// Start this program, and speak through its standard input and output
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<String>,
}

impl AdapterArgs {
    /// The adapter's whereabouts.
    pub fn source(self) -> AdapterSource {
        match (self.connect, self.listen) {
            (Some(address), _) => AdapterSource::Connect(address),
            (_, Some(address)) => AdapterSource::Listen(address),
            _ => AdapterSource::Command(self.command),
        }
    }
}

/// A deadline: some time, as no adapter answers in none.
fn deadline(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(Duration::ZERO) => Err("no adapter answers in no time; write 10s, say".to_owned()),
        other => other.map_err(|error| error.to_string()),
    }
}

/// An address with a host and a port; whether the host exists shows when it is used.
fn host_and_port(text: &str) -> Result<String, String> {
    match text.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => {
            Ok(text.to_owned())
        }
        _ => Err("write a host and a port, as in localhost:4000".to_owned()),
    }
}

/// Which vectors.
#[derive(Debug, Args)]
pub struct SuiteArgs {
    /// Use this vector file, or those of this directory, not those that this program carries
    #[arg(long, value_name = "PATH")]
    pub vectors: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct InitArgs {
    /// The language to write it in
    #[arg(long = "lang", value_enum)]
    pub language: Language,
    /// The directory to write it to: an empty one, or one that is not there yet
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct RunArgs {
    #[command(flatten)]
    pub adapter: AdapterArgs,
    #[command(flatten)]
    pub suite: SuiteArgs,
    /// What is expected to fail, and why (spec/ledger-format.md)
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// How many adapters to run side by side
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: u16,
    /// The seed of the generated cases; a new one each time if left out
    #[arg(long)]
    pub seed: Option<u64>,
    /// How long the adapter may take for an answer
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = deadline)]
    pub deadline: Duration,
    /// Let a recommendation that is not followed fail the run
    #[arg(long)]
    pub strict: bool,
    /// Write events to standard output as JSON lines (spec/report-format.md), instead of the report
    #[arg(long)]
    pub json: bool,
    /// Write a JUnit report to this file
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Judge by this frozen revision; what is later is asked and decides nothing (spec/gate.md)
    #[arg(long, value_name = "NAME")]
    pub revision: Option<String>,
    /// Write what came of each vector to this file (spec/gate.md); of the whole suite alone
    #[arg(long, value_name = "FILE", conflicts_with = "revision")]
    pub record: Option<PathBuf>,
    #[command(flatten)]
    pub select: SelectArgs,
}

/// Which cases; each option takes a glob, and may be given several times.
#[derive(Debug, Args)]
#[command(next_help_heading = "Selection (globs; each may be given several times)")]
pub struct SelectArgs {
    /// Cases with such an id
    #[arg(long, value_name = "GLOB")]
    case: Vec<String>,
    /// Cases that assert a requirement of such a family
    #[arg(long, value_name = "GLOB")]
    family: Vec<String>,
    /// Cases of such a profile
    #[arg(long, value_name = "GLOB")]
    profile: Vec<String>,
    /// Cases that assert such a requirement
    #[arg(long, value_name = "GLOB")]
    requirement: Vec<String>,
    /// Cases of such a vector file
    #[arg(long, value_name = "GLOB")]
    file: Vec<String>,
    /// One part of the suite: 2/5 for the second of five
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
}

impl SelectArgs {
    /// The filter, without the shard.
    pub fn filter(self) -> Filter {
        Filter {
            cases: self.case,
            families: self.family,
            profiles: self.profile,
            requirements: self.requirement,
            files: self.file,
        }
    }
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct FuzzArgs {
    #[command(flatten)]
    pub adapter: AdapterArgs,
    /// The seed that all cases follow from; a new one each time if left out
    #[arg(long)]
    pub seed: Option<u64>,
    /// Stop the search after so many cases
    #[arg(long, value_name = "N", default_value = "100000", value_parser = clap::value_parser!(u32).range(1..))]
    pub cases: u32,
    /// Stop the search after this time; what was found is then still made smaller
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = some_time)]
    pub time: Duration,
    /// Stop the search when so many requirements are found broken
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    pub findings: u16,
    /// Vector files to make inputs from, besides those of the suite; what is found is written there
    #[arg(long, value_name = "DIR", default_value = "fuzz-corpus")]
    pub corpus: PathBuf,
    /// How many adapters to run side by side; what is found does not depend on it
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: u16,
    /// How long the adapter may take for an answer
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = deadline)]
    pub deadline: Duration,
    /// Count a recommendation that is not followed as a finding
    #[arg(long)]
    pub strict: bool,
    /// Write findings to standard output as JSON lines (spec/fuzzing.md), instead of the report
    #[arg(long)]
    pub json: bool,
}

/// How long a search goes on: some time, as nothing is found in none.
fn some_time(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(Duration::ZERO) => Err("nothing is found in no time; write 60s, say".to_owned()),
        other => other.map_err(|error| error.to_string()),
    }
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct CheckArgs {
    #[command(flatten)]
    pub adapter: AdapterArgs,
    /// How long the adapter may take for an answer
    #[arg(long, value_name = "TIME", default_value = "3s", value_parser = deadline)]
    pub deadline: Duration,
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct ReplayArgs {
    /// The case's id, as a report shows it
    pub case: String,
    #[command(flatten)]
    pub adapter: AdapterArgs,
    #[command(flatten)]
    pub suite: SuiteArgs,
    /// How long the adapter may take for an answer
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = deadline)]
    pub deadline: Duration,
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct InteropArgs {
    /// A client of your own: what the matrix is to call it, and the command that starts its adapter; may be given several
    /// times
    #[arg(long, value_name = "NAME=COMMAND", value_parser = Implementation::given)]
    pub with: Vec<Implementation>,
    /// Let only this implementation take part; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// The file that tells how other implementations are started (spec/interop.md); in the repository it is known
    #[arg(long, value_name = "FILE")]
    pub implementations: Option<PathBuf>,
    /// Play only the pairs with this one as Alice
    #[arg(long, value_name = "NAME")]
    pub alice: Option<String>,
    /// Play only the pairs with this one as Bob
    #[arg(long, value_name = "NAME")]
    pub bob: Option<String>,
    /// Ask only cases with such an id; a glob, may be given several times
    #[arg(long, value_name = "GLOB")]
    pub case: Vec<String>,
    #[command(flatten)]
    pub suite: SuiteArgs,
    /// How many pairs to play side by side
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: u16,
    /// The seed of the generated histories; a new one each time if left out
    #[arg(long)]
    pub seed: Option<u64>,
    /// Write JSON lines to standard output (spec/report-format.md), instead of the report
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Write a document in Markdown to standard output, instead of the report
    #[arg(long)]
    pub markdown: bool,
    /// Show every line that goes either way
    #[arg(long, conflicts_with_all = ["json", "markdown"])]
    pub trace: bool,
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct ListArgs {
    /// What to list
    #[arg(value_enum, default_value_t = Listed::Cases)]
    pub what: Listed,
    #[command(flatten)]
    pub suite: SuiteArgs,
    /// Write JSON lines
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)] // the names say it
pub enum Listed {
    Cases,
    Requirements,
}

#[derive(Debug, Args)]
#[allow(missing_docs)] // the help says it
pub struct ExplainArgs {
    /// A requirement's id, or a case's
    pub id: String,
    #[command(flatten)]
    pub suite: SuiteArgs,
}
