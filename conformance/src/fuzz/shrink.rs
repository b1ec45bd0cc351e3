//! Makes a finding smaller, across the process boundary: each candidate is asked of the adapter.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::blame::Blame;
use super::input::Input;
use super::maker::Maker;
use crate::runner::{Crew, Lot, Outcome};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// A finding while it shrinks.
#[derive(Debug, Clone)]
pub(super) struct Shrinking {
    pub input: Input,
    /// Whether it cannot be made smaller any more.
    pub done: bool,
}

/// Makes the input one step smaller: it becomes the first of the candidates that is blamed on the same. Whoever stops
/// between two steps has a smaller finding than before.
pub(super) async fn step(
    crew: &mut Crew,
    maker: &Arc<Maker>,
    blame: &Blame,
    shrinking: &mut Shrinking,
    until: Instant,
) -> Result<(), Unfinished> {
    let candidates = shrinking.input.simpler();
    match first(crew, maker, blame, candidates, until).await? {
        Some(smaller) => shrinking.input = smaller,
        None => shrinking.done = true,
    }
    Ok(())
}

/// The time was up, or the adapter was given up, before any of the candidates was found to be blamed on the same.
#[derive(Debug)]
pub(super) struct Unfinished;

/// The first of these that is blamed on this, if any is.
pub(super) async fn first(
    crew: &mut Crew,
    maker: &Arc<Maker>,
    blame: &Blame,
    inputs: Vec<Input>,
    until: Instant,
) -> Result<Option<Input>, Unfinished> {
    let candidates = Arc::new(Candidates {
        maker: maker.clone(),
        blame: blame.clone(),
        inputs,
        until,
        next: AtomicUsize::new(0),
        first: Mutex::new(None),
    });
    let asked = crew.ask(candidates.clone()).await;
    match candidates.first() {
        Some(first) => Ok(Some(candidates.inputs[first].clone())),
        None if asked.is_err() || Instant::now() >= until => Err(Unfinished),
        None => Ok(None),
    }
}

struct Candidates {
    maker: Arc<Maker>,
    blame: Blame,
    inputs: Vec<Input>,
    until: Instant,
    /// Drawn in order, so that all before one that does it are asked too, and the first is the first whatever the adapters
    /// take.
    next: AtomicUsize,
    first: Mutex<Option<usize>>,
}

impl Candidates {
    fn first(&self) -> Option<usize> {
        *self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lot for Candidates {
    fn next(&self) -> Option<(usize, Arc<Case>)> {
        loop {
            if self.first().is_some() || Instant::now() >= self.until {
                return None;
            }
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let input = self.inputs.get(number)?;
            if let Some(case) = self.maker.case(input, format!("smaller-{number}")) {
                return Some((number, Arc::new(case)));
            }
        }
    }

    fn settled(&self, number: usize, outcome: Outcome) {
        if Blame::of(&outcome).as_ref() == Some(&self.blame) {
            let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
            *first = Some(first.map_or(number, |known| known.min(number)));
        }
    }

    fn unexplained(&self, _: &AdapterFault) {}
}
