//! The seeded faults: how soon the search finds each, and how small it makes the counterexample, beside the shortest that
//! there is. It prints a table, and what it is at.

mod fuzzed;
mod place;
mod shortest;
mod watched;

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fmt::Display;
use std::io::{self, BufReader};
use std::sync::Arc;
use std::time::Instant;

use remote_log_benches::effort::Effort;
use remote_log_conformance::fuzz::Finding;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;
use remote_log_mutants::adapter::serve;
use remote_log_mutants::faults::{Fault, Faulty};

use fuzzed::{Fuzzed, WITHIN, fuzzed};
use shortest::{Shortest, shortest};

/// The faults whose finding is measured, of all that the bank has.
const FAULTS: [&str; 10] = [
    "unbounded-walk",
    "rollback-accepted",
    "swapped-hashes",
    "reencoded-page",
    "duplicate-delivery",
    "first-known-stop",
    "gap-taken-for-end",
    "floor-forgotten",
    "dangling-head",
    "lost-update-overwritten",
];

/// What `rlog-mutant --fault` does; the fault's name follows.
const MUTANT: &str = "mutant-adapter";

const SEEDS: [u64; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/// This program is the faulty adapter too, so that one build measures all there is to measure.
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [mutant, name] if mutant == MUTANT => {
            let faulty = Faulty(Some(name.parse()?));
            let mut input = BufReader::new(io::stdin().lock());
            Ok(serve(&mut input, &mut io::stdout().lock(), faulty)?)
        }
        _ => measure(),
    }
}

fn measure() -> Result<(), Box<dyn Error>> {
    let effort = Effort::asked();
    let seeds = effort.pick(&SEEDS[..], &SEEDS[..1]);
    let depth = effort.pick(6, 2);
    let registry = Arc::new(Registry::embedded());
    let suite = Suite::embedded(&registry)?;
    let program = env::current_exe()?.display().to_string();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    println!(
        "| fault | found after | cases | smaller after | actions when found | shrunk to | shortest known | blamed on |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut shortests = Vec::new();
    for name in FAULTS {
        let fault: Fault = name.parse()?;
        let begun = Instant::now();
        let known = shortest(fault, depth);
        eprintln!(
            "{}: {} histories asked in {:.1?}, of up to {} actions",
            fault.told().name,
            known.asked,
            begun.elapsed(),
            known.length
        );
        let mut ran = Vec::new();
        for &seed in seeds {
            let command = vec![
                program.clone(),
                MUTANT.to_owned(),
                fault.told().name.to_owned(),
            ];
            let one = runtime.block_on(fuzzed(command, seed, &suite, &registry))?;
            if let Some(long) = one.finding.as_ref().filter(|one| one.to > known.aim()) {
                let told = long.told.join("\n    ");
                eprintln!(
                    "  seed {seed} stays long, {}:\n    {told}",
                    long.blame.name()
                );
            }
            ran.push(one);
        }
        println!("{}", row(fault, &ran, &known));
        shortests.push((fault, known));
    }
    println!();
    for (fault, known) in shortests {
        if let Some((history, blame)) = known.found {
            println!("{}, {}:", fault.told().name, blame.name());
            history
                .told()
                .iter()
                .for_each(|line| println!("    {line}"));
        }
    }
    Ok(())
}

/// The range over all seeds.
fn row(fault: Fault, ran: &[Fuzzed], known: &Shortest) -> String {
    let least = match &known.found {
        Some((history, _)) => history.length().to_string(),
        None => format!("more than {}", known.length),
    };
    let found: Vec<&Finding> = ran.iter().filter_map(|ran| ran.finding.as_ref()).collect();
    let blamed: BTreeSet<&str> = found.iter().map(|one| one.blame.name()).collect();
    let blamed: Vec<&str> = blamed.into_iter().collect();
    let not = match ran.len() - found.len() {
        0 => String::new(),
        missed => format!("; not in {WITHIN:?} with {missed} of {} seeds", ran.len()),
    };
    format!(
        "| {} | {} ms{not} | {} | {} ms | {} | {} | {least} | {} |",
        fault.told().name,
        range(ran.iter().map(|ran| ran.searched.as_millis())),
        range(found.iter().map(|one| one.number + 1)),
        range(ran.iter().map(|ran| ran.rest.as_millis())),
        range(found.iter().map(|one| one.from)),
        range(found.iter().map(|one| one.to)),
        blamed.join(", ")
    )
}

/// "3", or "3 to 7".
fn range<T: Ord + Display + Copy>(of: impl Iterator<Item = T>) -> String {
    let all: BTreeSet<T> = of.collect();
    match (all.first(), all.last()) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most}"),
        (Some(only), _) => only.to_string(),
        _ => "none".to_owned(),
    }
}
