//! `interop`: lets every implementation meet every other one.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::error::CommandError;
use super::inputs::{Inputs, load};
use super::output::{closed_is_fine, print};
use super::run::fresh_seed;
use super::trace::trace;
use crate::cli::InteropArgs;
use crate::exit::Exit;
use crate::filter::Filter;
use crate::interop::report::{jsonl, markdown, terminal};
use crate::interop::{Implementation, Request, known, material, meet};

/// Where the implementations of this repository are told, from its root.
const KNOWN: &str = "conformance/adapters/implementations.yaml";

/// How long an adapter may take for an answer.
const DEADLINE: Duration = Duration::from_secs(10);

/// Lets them meet, and reports what came of it.
///
/// # Errors
/// Inputs that cannot be used, names of nobody, a report that cannot be written.
pub fn interop(args: InteropArgs) -> Result<Exit, CommandError> {
    let implementations = implementations(&args)?;
    let Inputs {
        registry, suite, ..
    } = load(&args.suite)?;
    let seed = args.seed.unwrap_or_else(fresh_seed);
    let filter = Filter {
        cases: args.case,
        ..Filter::default()
    };
    let cases = filter.select(material(&suite.cases, seed, &registry), &registry)?;
    let matrix = meet(Request {
        implementations,
        alice: args.alice,
        bob: args.bob,
        cases,
        registry: Arc::clone(&registry),
        jobs: usize::from(args.jobs),
        seed,
        deadline: DEADLINE,
        trace: args.trace.then(trace),
    });
    if args.json {
        closed_is_fine(jsonl::write(&mut io::stdout().lock(), &matrix))?;
    } else if args.markdown {
        print(&markdown::document(&matrix, &registry))?;
    } else {
        print(&terminal::report(&matrix, &registry))?;
    }
    Ok(Exit::of_matrix(&matrix))
}

/// Who takes part: the reference, those that the file tells of, and those that are given, of which one may stand in for
/// another of its name.
fn implementations(args: &InteropArgs) -> Result<Vec<Implementation>, CommandError> {
    let mut all = vec![Implementation::reference()];
    match &args.implementations {
        Some(path) => all.extend(known(path)?),
        // Outside of the repository there are none.
        None if Path::new(KNOWN).exists() => all.extend(known(Path::new(KNOWN))?),
        None => {}
    }
    for given in &args.with {
        all.retain(|one| one.name != given.name);
        all.push(given.clone());
    }
    let names: BTreeSet<&str> = all.iter().map(|one| one.name.as_str()).collect();
    let asked = args.only.iter().chain(&args.alice).chain(&args.bob);
    if let Some(nobody) = asked
        .into_iter()
        .find(|name| !names.contains(name.as_str()))
    {
        return Err(CommandError::NoImplementation {
            name: nobody.clone(),
            known: names.into_iter().map(str::to_owned).collect(),
        });
    }
    if !args.only.is_empty() {
        all.retain(|one| args.only.contains(&one.name));
    }
    Ok(all)
}
