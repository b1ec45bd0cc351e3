//! Makes a finding smaller, across the process boundary: each candidate is asked of the adapter.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    pub blame: Blame,
    /// Whether it cannot be made smaller any more.
    pub done: bool,
}

/// What a candidate is to be blamed on.
pub(super) enum Accepted {
    /// This.
    Same(Blame),
    /// A requirement that is none of these.
    Another(BTreeSet<Blame>),
}

impl Accepted {
    fn takes(&self, blame: &Blame) -> bool {
        match self {
            Self::Same(same) => blame == same,
            Self::Another(known) => !blame.is_of_adapter() && !known.contains(blame),
        }
    }
}

/// The time was up, or the adapter was given up, before any of the candidates was found to be accepted.
#[derive(Debug)]
pub(super) struct Unfinished;

/// Makes the input one step smaller: it becomes the first of the candidates that is blamed on the same. If there is none,
/// a shorter one counts that is blamed on a requirement that is none of `others`: what needs fewer actions is nearer to
/// the fault. Whoever stops between two steps has a smaller finding than before.
pub(super) async fn step(
    crew: &mut Crew,
    maker: &Arc<Maker>,
    others: &BTreeSet<Blame>,
    shrinking: &mut Shrinking,
    until: Instant,
) -> Result<(), Unfinished> {
    let candidates = shrinking.input.simpler();
    let same = Accepted::Same(shrinking.blame.clone());
    if let Some((smaller, _)) = first(crew, maker, same, candidates, until).await? {
        shrinking.input = smaller;
        return Ok(());
    }
    if !shrinking.blame.is_of_adapter() {
        let mut shorter = shrinking.input.simpler();
        shorter.retain(|candidate| candidate.length() < shrinking.input.length());
        let mut known = others.clone();
        known.insert(shrinking.blame.clone());
        let another = Accepted::Another(known);
        if let Some((shorter, blame)) = first(crew, maker, another, shorter, until).await? {
            (shrinking.input, shrinking.blame) = (shorter, blame);
            return Ok(());
        }
    }
    shrinking.done = true;
    Ok(())
}

/// The first of these that is accepted, if any is, and what it is blamed on.
pub(super) async fn first(
    crew: &mut Crew,
    maker: &Arc<Maker>,
    accepted: Accepted,
    inputs: Vec<Input>,
    until: Instant,
) -> Result<Option<(Input, Blame)>, Unfinished> {
    let candidates = Arc::new(Candidates {
        maker: maker.clone(),
        accepted,
        inputs,
        until,
        next: AtomicUsize::new(0),
        first: Mutex::new(None),
    });
    let asked = crew.ask(candidates.clone()).await;
    let first = candidates.lock().clone();
    match first {
        Some((first, blame)) => Ok(Some((candidates.inputs[first].clone(), blame))),
        None if asked.is_err() || Instant::now() >= until => Err(Unfinished),
        None => Ok(None),
    }
}

struct Candidates {
    maker: Arc<Maker>,
    accepted: Accepted,
    inputs: Vec<Input>,
    until: Instant,
    /// Drawn in order, so that all before one that is accepted are asked too, and the first is the first whatever the
    /// adapters take.
    next: AtomicUsize,
    first: Mutex<Option<(usize, Blame)>>,
}

impl Candidates {
    fn lock(&self) -> MutexGuard<'_, Option<(usize, Blame)>> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lot for Candidates {
    fn next(&self) -> Option<(usize, Arc<Case>)> {
        loop {
            if self.lock().is_some() || Instant::now() >= self.until {
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
        let Some(blame) = Blame::of(&outcome) else {
            return;
        };
        let mut first = self.lock();
        let earlier = first.as_ref().is_none_or(|(known, _)| number < *known);
        if earlier && self.accepted.takes(&blame) {
            *first = Some((number, blame));
        }
    }

    fn unexplained(&self, _: &AdapterFault) {}
}
