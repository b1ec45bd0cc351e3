//! Performs a command.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::error::CommandError;
use super::table::table;
use super::{draw, progress};
use crate::cli::{Cli, Command, How};
use crate::experiments::{self, Plan};
use crate::measured::Measured;
use crate::parallel::Runner;
use crate::results::Results;

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Everything was measured.
    Done,
    /// Somebody stopped it, and it printed what there was.
    Interrupted,
}

/// Does what the command line says. Once `stop` is set it ends with what there is.
pub fn perform(cli: &Cli, stop: &AtomicBool) -> Result<Ended, CommandError> {
    let runs = cli.how.runs as usize;
    match &cli.command {
        Command::Run(args) => {
            let scenario = args.scenario();
            scenario.check()?;
            if let Some(why) = scenario.cannot_end() {
                writeln!(anstream::stderr(), "{why}")?;
            }
            print(&cli.how, &vec![(scenario, runs)], stop)?;
        }
        Command::Published => print(&cli.how, &experiments::published(runs), stop)?,
        Command::Page { into } => page(&cli.how, into, stop)?,
        Command::Draw { into } => draw::write(&draw::read(into)?, into)?,
    }
    Ok(match stop.load(Ordering::Relaxed) {
        true => Ended::Interrupted,
        false => Ended::Done,
    })
}

fn print(how: &How, plan: &Plan, stop: &AtomicBool) -> Result<(), CommandError> {
    let begin = Instant::now();
    let measured = measure(how, plan, stop)?;
    let mut out = anstream::stdout().lock();
    if how.json {
        serde_json::to_writer_pretty(&mut out, &measured)?;
        return Ok(writeln!(out)?);
    }
    write!(out, "{}", table(&measured))?;
    let node_epochs: u64 = measured.iter().map(|it| it.node_epochs).sum();
    let seconds = begin.elapsed().as_secs_f64();
    writeln!(
        out,
        "seed {}; {node_epochs} node-epochs in {seconds:.1} s, {:.1} million a second",
        how.seed,
        node_epochs as f64 / seconds / 1e6
    )?;
    Ok(())
}

/// Measures everything and writes the page. One that was stopped leaves the page as it is and prints what there is.
fn page(how: &How, into: &Path, stop: &AtomicBool) -> Result<(), CommandError> {
    let runs = how.runs as usize;
    let few = (runs / 20).max(1);
    let plans = [
        experiments::nodes(),
        experiments::messages(),
        experiments::published(runs),
        experiments::uptimes(few),
        experiments::conversation(few),
    ];
    let all: Plan = plans.iter().flatten().cloned().collect();
    let mut measured = measure(how, &all, stop)?;
    if stop.load(Ordering::Relaxed) {
        write!(anstream::stdout(), "{}", table(&measured))?;
        return Ok(());
    }
    let mut rest = plans
        .iter()
        .rev()
        .map(|plan| measured.split_off(measured.len() - plan.len()));
    let mut next = || rest.next().unwrap_or_default();
    let (conversation, uptimes, published) = (next(), next(), next());
    let (messages, nodes) = (next(), next());
    let results = Results {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: format!("cargo simulation page --seed {} --runs {runs}", how.seed),
        seed: how.seed,
        published,
        uptimes,
        conversation,
        nodes,
        messages,
    };
    if how.json {
        write!(anstream::stdout(), "{}", results.json()?)?;
    }
    draw::write(&results, into)
}

fn measure(how: &How, plan: &Plan, stop: &AtomicBool) -> Result<Vec<Measured>, CommandError> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let bar = progress::bar(plan.iter().map(|(_, runs)| runs).sum());
    let runner = Runner {
        seed: how.seed,
        threads: how.threads.map_or_else(cores, usize::from),
        stop,
        progress: &|| bar.inc(1),
    };
    let measured = runner.measure(plan);
    bar.finish_and_clear();
    Ok(measured?)
}
