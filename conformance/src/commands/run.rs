//! `run`: asks an adapter the suite.

use std::collections::BTreeSet;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use quick_junit::SerializeError;

use super::error::CommandError;
use super::inputs::{Inputs, load};
use super::output::{closed_is_fine, print};
use crate::cli::{RunArgs, SelectArgs};
use crate::diagnostic::YamlText;
use crate::exit::Exit;
use crate::ledger::Ledger;
use crate::properties;
use crate::record::Record;
use crate::registry::Registry;
use crate::report::progress::Progress;
use crate::report::{Outcome, jsonl, junit, terminal};
use crate::revision::{Judgement, Revision, embedded_revisions, judge_by};
use crate::runner::{self, RunPlan};
use crate::scenario::other_roles;
use crate::transport::AdapterSource;
use crate::vectors::Case;
use crate::verdict::Event;

/// How many cases of each property go with a run.
const GENERATED: u32 = 20;

/// How many crashes are repeated with real kills.
const KILLS: usize = 6;

/// Asks the selected cases and reports what came of them.
///
/// # Errors
/// Inputs that cannot be used, an adapter that cannot be reached, a report that cannot be written.
pub async fn run(args: RunArgs) -> Result<Exit, CommandError> {
    let Inputs {
        registry,
        suite,
        vectors,
    } = load(&args.suite)?;
    let seed = args.seed.unwrap_or_else(fresh_seed);
    let mut all = suite.cases.clone();
    all.extend(other_roles(&suite.cases));
    all.extend(properties::batch(seed, GENERATED));
    let ledger = ledger(args.ledger.as_deref(), &registry, &all)?;
    let Judgement {
        registry,
        unscored,
        withheld,
    } = match &args.revision {
        Some(name) => judge_by(&frozen(name)?, &registry, &suite.meanings()?, &all),
        None => Judgement {
            registry,
            unscored: BTreeSet::new(),
            withheld: vectors.as_ref().map(|directory| {
                format!("the vectors are those in {directory}, not those of this release")
            }),
        },
    };
    let whole = all.len();
    let mut cases = select(args.select, all, &registry)?;
    let only_some = (cases.len() < whole)
        .then(|| format!("only {} of {whole} cases were selected", cases.len()));
    if args.record.is_some() && only_some.is_some() {
        return Err(CommandError::PartRecorded);
    }
    let source = args.adapter.source();
    let plan = RunPlan {
        cases: cases.clone(),
        registry: Arc::clone(&registry),
        ledger: Arc::new(ledger),
        jobs: usize::from(args.jobs),
        deadline: args.deadline,
        seed,
        kills: KILLS,
        unscored,
        withheld: only_some.or(withheld),
        beside: Some(AdapterSource::reference()),
        trace: None,
    };
    if let Some(path) = &args.junit {
        // A run that ends badly must not leave the report of an earlier one.
        File::create(path).map_err(|cause| cannot_write(path, cause))?;
    }
    let (mut hello, mut reports, mut unscored, mut written) =
        (None, Vec::new(), Vec::new(), Ok(()));
    let progress = Progress::new();
    let mut events = |event: Event| {
        progress.see(&event);
        if args.json && written.is_ok() {
            written = jsonl::write(&mut io::stdout().lock(), &event);
        }
        match event {
            Event::Adapter(said) => hello = Some(said),
            Event::Kills(sample) => cases.extend(sample),
            Event::Case(report) => reports.push(report),
            Event::Unscored(report) => unscored.push(report),
            Event::Start { .. } | Event::Progress | Event::End(_) => {}
        }
    };
    let ran = runner::run(plan, source.clone(), &mut events).await;
    closed_is_fine(written)?;
    let summary = match ran {
        Ok(summary) => summary,
        Err(error) => {
            if let Some(path) = &args.junit {
                write_junit(path, |file| {
                    junit::write_unstarted(file, &error.to_string())
                })?;
            }
            return Err(error.into());
        }
    };
    let outcome = Outcome {
        registry: &registry,
        suite: &suite,
        cases: &cases,
        source: &source,
        vectors: vectors.as_deref(),
        hello,
        reports,
        unscored,
        summary,
        strict: args.strict,
    };
    if let Some(path) = &args.junit {
        write_junit(path, |file| junit::write(file, &outcome))?;
    }
    if let Some(path) = &args.record {
        record(path, &outcome)?;
    }
    if !args.json {
        print(&terminal::report(&outcome))?;
    }
    Ok(Exit::of(&outcome.summary, &outcome.reports, args.strict))
}

/// A seed that differs from run to run: the standard library's own source of randomness, cut to what a person can copy.
pub(super) fn fresh_seed() -> u64 {
    RandomState::new().build_hasher().finish() & 0xffff_ffff
}

/// The revision of this name among those of this build.
fn frozen(name: &str) -> Result<Revision, CommandError> {
    let all = embedded_revisions()?;
    let known = all.iter().map(|revision| revision.name.clone()).collect();
    let named = all.into_iter().find(|revision| revision.name == name);
    named.ok_or_else(|| CommandError::NoRevision {
        name: name.to_owned(),
        known,
    })
}

/// Writes what came of the vectors. What an adapter at fault leaves open is no result.
fn record(path: &Path, outcome: &Outcome<'_>) -> Result<(), CommandError> {
    let summary = &outcome.summary;
    let (false, 0, 0, Some(hello)) = (
        summary.interrupted,
        summary.faults,
        summary.total.error,
        &outcome.hello,
    ) else {
        return Err(CommandError::BadRecord(path.to_owned()));
    };
    let revision = outcome.registry.revision();
    let record = Record::of(
        hello,
        revision,
        &outcome.suite.meanings()?,
        &outcome.reports,
    );
    std::fs::write(path, record.text()).map_err(|cause| cannot_write(path, cause))
}

fn ledger(
    path: Option<&Path>,
    registry: &Registry,
    cases: &[Case],
) -> Result<Ledger, CommandError> {
    let Some(path) = path else {
        return Ok(Ledger::default());
    };
    let text = std::fs::read_to_string(path).map_err(|cause| CommandError::Ledger {
        path: path.to_owned(),
        cause,
    })?;
    let yaml = YamlText::new(path.display().to_string(), text);
    Ok(Ledger::read(&yaml, registry, cases)?)
}

fn select(
    args: SelectArgs,
    all: Vec<Case>,
    registry: &Registry,
) -> Result<Vec<Case>, CommandError> {
    let shard = args.shard;
    let mut cases = args.filter().select(all, registry)?;
    if let Some(shard) = shard {
        cases.retain(|case| shard.contains(&case.id));
    }
    if cases.is_empty() {
        Err(CommandError::EmptyShard)
    } else {
        Ok(cases)
    }
}

fn write_junit(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), SerializeError>,
) -> Result<(), CommandError> {
    let written = File::create(path).and_then(|file| {
        let mut file = BufWriter::new(file);
        write(&mut file).map_err(io::Error::other)?;
        file.flush()
    });
    written.map_err(|cause| cannot_write(path, cause))
}

fn cannot_write(path: &Path, cause: io::Error) -> CommandError {
    CommandError::Write {
        path: path.to_owned(),
        cause,
    }
}
