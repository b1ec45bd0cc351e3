//! Stateful histories a second through the reference's adapter behind the pipe, on two cores, end to end as
//! `rlog-conformance fuzz` asks them: generated, asked and judged. Beside it, what a bare echo of the same lines reaches.

mod bare;
mod recorded;

use std::env;
use std::error::Error;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use remote_log_benches::cpu;
use remote_log_benches::effort::Effort;
use remote_log_conformance::fuzz::{Campaign, Outcome, campaign};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::Suite;

use recorded::{Conversation, Record, source};

/// The whole of what `rlog adapter` does.
const REFERENCE: &str = "reference-adapter";
const BARE: &str = "bare-adapter";

const CORES: usize = 2;
const SEED: u64 = 1;
const RUNS: usize = 3;

/// This program is both adapters too, so that one build measures all there is to measure.
fn main() -> Result<(), Box<dyn Error>> {
    match env::args().nth(1).as_deref() {
        Some(REFERENCE) => {
            let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
            Ok(remote_log_adapter::serve(input, io::stdout().lock())?)
        }
        Some(BARE) => bare::adapter(Path::new(&env::args().nth(2).ok_or("which file?")?)),
        _ => measure(),
    }
}

/// How many of what took how long.
#[derive(Clone, Copy)]
struct Pace {
    histories: f64,
    took: Duration,
    cpu: Duration,
}

impl Pace {
    fn a_second(self) -> f64 {
        self.histories / self.took.as_secs_f64()
    }

    /// Processor time for one, in microseconds.
    fn cost(self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.histories
    }

    fn shown(self) -> String {
        let (a_second, cost) = (self.a_second(), self.cost());
        let alone = CORES as f64 * 1e6 / cost;
        format!(
            "{a_second:>7.0} a second; {cost:>5.0} µs of processor time each, which two idle cores do {alone:.0} times a second"
        )
    }
}

fn measure() -> Result<(), Box<dyn Error>> {
    let effort = Effort::asked();
    let (cases, recorded, times) = effort.pick((20_000, 1_500, 20), (100, 50, 1));
    let program = env::current_exe()?.display().to_string();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let suite = Suite::embedded(&Registry::embedded())?;
    let search = |source, jobs, cases| runtime.block_on(searched(&suite, source, jobs, cases));

    let record = Arc::new(Record::default());
    let asked = search(source(&record), 1, recorded)?.asked;
    let conversations = record.conversations()?;
    // The cases of one request are asked too, and count as no histories.
    let share = conversations.len() as f64 / asked as f64;
    let median = |of: fn(&Conversation) -> usize| {
        let mut all: Vec<usize> = conversations.iter().map(of).collect();
        all.sort_unstable();
        all[all.len() / 2]
    };
    println!(
        "the median history has {} steps (aim: 8 at least) and {} callbacks (aim: 20 at least); {:.0} % of the cases are histories",
        median(|one| one.steps),
        median(|one| one.callbacks),
        share * 100.0
    );

    let (mut judged, mut echoed): (Option<Pace>, Option<Pace>) = (None, None);
    let better = |known: Option<Pace>, new: Pace| match known {
        Some(known) if known.cost() <= new.cost() => Some(known),
        _ => Some(new),
    };
    for _ in 0..RUNS {
        let begun = cpu::taken().unwrap_or_default();
        let command = AdapterSource::Command(vec![program.clone(), REFERENCE.to_owned()]);
        let outcome = search(command, CORES, cases)?;
        judged = better(
            judged,
            Pace {
                histories: outcome.asked as f64 * share,
                took: outcome.searched,
                cpu: cpu::taken().unwrap_or_default().saturating_sub(begun),
            },
        );
        echoed = better(echoed, echo(&program, &conversations, times)?);
    }
    let (judged, echoed) = judged.zip(echoed).ok_or("nothing was run")?;
    println!(
        "generated and judged: {} (aim: 3000 at least)",
        judged.shown()
    );
    println!("bare echo:            {}", echoed.shown());
    println!("ratio of the cost:    {:.2}", echoed.cost() / judged.cost());
    Ok(())
}

async fn searched(
    suite: &Suite,
    source: AdapterSource,
    jobs: usize,
    cases: usize,
) -> Result<Outcome, Box<dyn Error>> {
    let outcome = campaign(
        Campaign {
            source,
            jobs,
            deadline: Duration::from_secs(60),
            seed: SEED,
            cases,
            time: Duration::from_secs(600),
            findings: 1,
            strict: false,
            registry: Arc::new(Registry::embedded()),
            material: suite.cases.iter().collect(),
        },
        &mut |_| {},
    )
    .await?;
    assert!(
        outcome.findings.is_empty(),
        "the reference lives through all of them, and not {:?}",
        outcome.findings
    );
    Ok(outcome)
}

/// The bare echo, on as many cores.
fn echo(
    program: &str,
    conversations: &[Conversation],
    times: usize,
) -> Result<Pace, Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let share = conversations.len().div_ceil(CORES);
    let rounds: Vec<_> = conversations.chunks(share).map(bare::rounds).collect();
    let command = [program.to_owned(), BARE.to_owned()];
    let begun = cpu::taken().unwrap_or_default();
    let took = thread::scope(|scope| {
        let drivers: Vec<_> = rounds
            .iter()
            .enumerate()
            .map(|(nth, rounds)| {
                let file: PathBuf = directory.path().join(nth.to_string());
                let command = &command;
                scope.spawn(move || {
                    let driven = bare::drive(command, rounds, &file, times);
                    driven.map_err(|error| error.to_string())
                })
            })
            .collect();
        let took = drivers.into_iter().map(|driver| {
            let driven = driver.join();
            driven.expect("driving does not panic")
        });
        took.collect::<Result<Vec<Duration>, String>>()
    })?;
    Ok(Pace {
        histories: (conversations.len() * times) as f64,
        took: took.into_iter().max().unwrap_or_default(),
        cpu: cpu::taken().unwrap_or_default().saturating_sub(begun),
    })
}
