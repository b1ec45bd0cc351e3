//! A whole fuzzing run: searches, shrinks what was found, and stops at any time with what there is.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::{MissedTickBehavior, interval};

use super::blame::Blame;
use super::finding::Finding;
use super::maker::Maker;
use super::material::Material;
use super::search::{Bounds, Search};
use super::shrink::{self, Accepted, Shrinking, Unfinished};
use crate::interrupt::Interrupt;
use crate::protocol::Hello;
use crate::registry::Registry;
use crate::runner::{Crew, RunError};
use crate::transport::AdapterSource;
use crate::vectors::Case;

/// What a fuzzing run is told.
#[derive(Debug)]
pub struct Campaign<'a> {
    /// Where the adapter is.
    pub source: AdapterSource,
    /// How many adapters work side by side. What is found does not depend on it.
    pub jobs: usize,
    /// How long an adapter may take for an answer.
    pub deadline: Duration,
    /// All cases follow from it and from the material.
    pub seed: u64,
    /// How many cases are tried at most.
    pub cases: usize,
    /// How long is searched at most; what was found is shrunk after that.
    pub time: Duration,
    /// How many broken requirements are enough; at least 1.
    pub findings: usize,
    /// Whether recommendations are asked too.
    pub strict: bool,
    /// The requirements.
    pub registry: Arc<Registry>,
    /// Cases whose bytes inputs are made from.
    pub material: Vec<&'a Case>,
}

/// What happens in a run, for whoever watches.
#[derive(Debug)]
pub enum Event<'a> {
    /// An adapter answered its hello.
    Adapter(&'a Hello),
    /// So many cases have been asked.
    Searching(u64),
    /// A finding has become so small.
    Shrinking(&'a Blame, usize),
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The first of each kind, in the order of their numbers.
    pub findings: Vec<Finding>,
    /// What adapters did that no case does alone, each a sentence.
    pub unexplained: Vec<String>,
    /// Why the adapter was given up, if it was.
    pub given_up: Option<String>,
    /// How many cases were asked in the search.
    pub asked: u64,
    /// How long the search took.
    pub searched: Duration,
    /// Whether somebody stopped it.
    pub interrupted: bool,
}

/// How long one finding is made smaller at most.
const SHRINK_FOR: Duration = Duration::from_secs(30);

/// How often whoever watches is told.
const TICK: Duration = Duration::from_millis(100);

/// Searches and shrinks.
///
/// # Errors
/// There is no adapter to ask.
pub async fn campaign(
    campaign: Campaign<'_>,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Outcome, RunError> {
    let mut interrupt = Interrupt::watch();
    let kills = campaign.source.kills();
    let opening = Crew::open(campaign.source, campaign.jobs, campaign.deadline);
    let mut crew = tokio::select! {
        opened = opening => opened?,
        () = interrupt.received() => return Err(RunError::Interrupted),
    };
    watch(Event::Adapter(crew.hello()));
    let maker = Arc::new(Maker {
        seed: campaign.seed,
        material: Material::of(campaign.material),
        registry: campaign.registry,
        strict: campaign.strict,
        hello: crew.hello().clone(),
        kills,
    });
    let begun = Instant::now();
    let search = Arc::new(Search::new(
        maker.clone(),
        Bounds {
            cases: campaign.cases,
            until: begun.checked_add(campaign.time),
            findings: campaign.findings,
        },
    ));
    let asking = crew.ask(search.clone());
    let tick = || watch(Event::Searching(search.asked()));
    let ended = watched(asking, &mut interrupt, tick).await;
    let mut outcome = Outcome {
        findings: Vec::new(),
        unexplained: search.faults(),
        given_up: ended.as_ref().and_then(|ended| ended.clone().err()),
        asked: search.asked(),
        searched: begun.elapsed(),
        interrupted: ended.is_none(),
    };
    let found = search.found();
    let mut others: BTreeSet<Blame> = found.iter().map(|(_, blame)| blame.clone()).collect();
    for (number, blame) in found {
        let input = maker.input(number);
        let length = input.length();
        let mut shrinking = Shrinking {
            input,
            blame,
            done: false,
        };
        let mut repeats = None;
        if !outcome.interrupted {
            let shrunk = shrunk(&mut crew, &maker, &others, &mut shrinking, watch);
            match watched(shrunk, &mut interrupt, || {}).await {
                Some(repeated) => repeats = repeated,
                None => outcome.interrupted = true,
            }
            if shrinking.input.length() < length {
                repeats = Some(true);
            }
        }
        let Shrinking { input, blame, done } = shrinking;
        others.insert(blame.clone());
        let finding = Finding::new(&maker, number, blame, length, &input, done, repeats);
        outcome.findings.extend(finding);
    }
    Ok(outcome)
}

/// Shrinks a finding until it gets no smaller or the time is up; answers whether it happened again when it was asked
/// alone, if there was time for that. What takes a deadline each time is not shrunk.
async fn shrunk(
    crew: &mut Crew,
    maker: &Arc<Maker>,
    others: &BTreeSet<Blame>,
    shrinking: &mut Shrinking,
    watch: &mut dyn FnMut(Event<'_>),
) -> Option<bool> {
    let until = Instant::now() + SHRINK_FOR;
    let itself = vec![shrinking.input.clone()];
    let same = Accepted::Same(shrinking.blame.clone());
    match shrink::first(crew, maker, same, itself, until).await {
        Ok(None) => return Some(false),
        Ok(Some(_)) if shrinking.blame == Blame::Hang => return Some(true),
        Ok(Some(_)) => {}
        Err(Unfinished) => return None,
    }
    while !shrinking.done {
        if let Err(Unfinished) = shrink::step(crew, maker, others, shrinking, until).await {
            break;
        }
        let length = shrinking.input.length();
        watch(Event::Shrinking(&shrinking.blame, length));
    }
    Some(true)
}

/// Waits for something and tells whoever watches; `None` if somebody stops it.
async fn watched<T>(
    task: impl Future<Output = T>,
    interrupt: &mut Interrupt,
    mut tick: impl FnMut(),
) -> Option<T> {
    let mut task = std::pin::pin!(task);
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            ended = &mut task => return Some(ended),
            () = interrupt.received() => return None,
            _ = ticks.tick() => tick(),
        }
    }
}
