//! A run: starts the workers, gathers what they tell, and settles it when all is known.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;

use super::greeting::Manner;
use super::health::Health;
use super::killed::sample;
use super::outcome::Outcome;
use super::plan::RunPlan;
use super::session::{Session, Settled};
use super::settle::settle;
use super::skip::skip;
use super::summary::{summarise, unstarted};
use super::worker::{Shared, Told, Window, Worker};
use crate::interrupt::Interrupt;
use crate::protocol::Hello;
use crate::transport::{AdapterSource, LaunchError, Launcher};
use crate::verdict::{Event, Summary};

/// Why a run could not take place at all.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is nothing to talk to.
    #[error(transparent)]
    Launch(#[from] LaunchError),
    /// The adapter did not get as far as a hello.
    #[error("{reason}. `rlog-conformance check` tells more")]
    Hello {
        /// What it did instead, a sentence.
        reason: String,
        /// What it wrote to standard error.
        stderr: String,
    },
    /// There is no thread for an adapter.
    #[error("the system gives no thread for one more adapter: {0}. Ask for fewer with --jobs")]
    Lane(#[source] std::io::Error),
    /// Somebody stopped it before there was anything to report.
    #[error("interrupted before the adapter had answered the hello")]
    Interrupted,
}

/// Runs the plan. [`Event::Progress`] comes as cases are asked. The cases' reports come at the end, in the order of the
/// plan, because what one case shows can still change the verdict of another.
///
/// [`Event::Start`] and [`Event::End`] always come, also where the run cannot take place.
///
/// An [`Interrupt`] ends the run: the adapters are killed and what has been settled is reported.
pub async fn run(
    plan: RunPlan,
    source: AdapterSource,
    events: &mut dyn FnMut(Event),
) -> Result<Summary, RunError> {
    events(Event::Start {
        cases: plan.cases.len(),
        seed: plan.seed,
    });
    let seed = plan.seed;
    let ran = ask(plan, source, events).await;
    if let Err(error) = &ran {
        events(Event::End(unstarted(seed, error)));
    }
    ran
}

/// Asks the cases, once the run has been announced.
async fn ask(
    mut plan: RunPlan,
    source: AdapterSource,
    events: &mut dyn FnMut(Event),
) -> Result<Summary, RunError> {
    let begun = Instant::now();
    // An adapter that comes to us comes once.
    let alone = matches!(source, AdapterSource::Listen(_));
    let kills = source.kills();
    let manner = Manner {
        deadline: plan.deadline,
        trace: plan.trace.clone(),
    };
    let mut interrupt = Interrupt::watch();
    let mut launcher = Launcher::new(source, plan.deadline).await?;
    let has_others = plan.cases.iter().any(|case| case.beside.is_some());
    if let Some(beside) = plan.beside.take().filter(|_| has_others) {
        launcher = launcher.with_beside(beside);
    }
    let opened = tokio::select! {
        opened = Session::open(&launcher, manner.clone()) => opened,
        () = interrupt.received() => return Err(RunError::Interrupted),
    };
    let first = opened.map_err(|unstarted| RunError::Hello {
        reason: unstarted.reason,
        stderr: unstarted.stderr,
    })?;
    let hello = first.hello().clone();
    events(Event::Adapter(hello.clone()));

    let sample = sample(&plan.cases, plan.seed, plan.kills, |case| {
        skip(case, &hello, true).is_none()
    });
    if !sample.is_empty() {
        events(Event::Kills(sample.clone()));
        plan.cases.extend(sample);
    }

    let mut gathered = Gathered::skipping(&plan, &hello, kills);
    let (killing, queue): (VecDeque<usize>, VecDeque<usize>) = gathered
        .unsettled()
        .partition(|index| plan.cases[*index].kills());
    let jobs = if alone {
        1
    } else {
        plan.jobs.clamp(1, (queue.len() + killing.len()).max(1))
    };
    let shared = Arc::new(Shared {
        launcher,
        manner,
        cases: plan.cases.iter().cloned().map(Arc::new).collect(),
        queue: Mutex::new(queue),
        killing: Mutex::new(killing),
        health: Mutex::new(Health::default()),
    });
    let (tell, told) = unbounded_channel();
    let mut workers = JoinSet::new();
    let mut first = Some(first);
    for _ in 0..jobs {
        let worker = Worker::new(shared.clone(), tell.clone());
        workers.spawn(worker.work(first.take()));
    }
    drop(tell);
    let interrupted = gathered.listen(told, &mut interrupt, events).await;
    workers.shutdown().await;

    let (reports, unscored) = settle(&plan, &gathered.settled, &gathered.windows);
    let mut summary = summarise(&plan, &hello, &reports, &unscored, interrupted);
    summary.millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    for report in reports {
        events(Event::Case(report));
    }
    for report in unscored {
        events(Event::Unscored(report));
    }
    events(Event::End(summary.clone()));
    Ok(summary)
}

/// What is known so far.
struct Gathered {
    /// For each case of the plan.
    settled: Vec<Option<Settled>>,
    windows: Vec<Window>,
}

impl Gathered {
    /// With the cases settled that this adapter is not asked.
    fn skipping(plan: &RunPlan, hello: &Hello, kills: bool) -> Self {
        let skipped = |(index, case)| {
            skip(case, hello, kills).map(|reason| Settled {
                index,
                outcome: Outcome::Skipped(reason),
                micros: 0,
                stderr: String::new(),
            })
        };
        Self {
            settled: plan.cases.iter().enumerate().map(skipped).collect(),
            windows: Vec::new(),
        }
    }

    fn unsettled(&self) -> impl Iterator<Item = usize> {
        let settled = self.settled.iter().enumerate();
        settled
            .filter(|(_, settled)| settled.is_none())
            .map(|(index, _)| index)
    }

    /// Listens until all workers are done, or somebody ends the run; answers whether somebody did.
    async fn listen(
        &mut self,
        mut told: UnboundedReceiver<Told>,
        interrupt: &mut Interrupt,
        events: &mut dyn FnMut(Event),
    ) -> bool {
        loop {
            let told = tokio::select! {
                told = told.recv() => told,
                () = interrupt.received() => return true,
            };
            match told {
                Some(Told::Settled(settled)) => {
                    let index = settled.index;
                    if self.settled[index].replace(settled).is_none() {
                        events(Event::Progress);
                    }
                }
                Some(Told::Window(window)) => self.windows.push(window),
                None => return false,
            }
        }
    }
}
