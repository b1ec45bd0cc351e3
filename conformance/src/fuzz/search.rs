//! The search: cases by their numbers, until enough is found or the time is up.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::blame::Blame;
use super::maker::Maker;
use crate::runner::{Lot, Outcome};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The numbers that are tried: those below this one.
    pub cases: usize,
    /// When no more is begun, if ever.
    pub until: Option<Instant>,
    /// How many broken requirements are enough; at least 1.
    pub findings: usize,
}

/// A search that is going on. All adapters draw their cases from it.
#[derive(Debug)]
pub(super) struct Search {
    maker: Arc<Maker>,
    bounds: Bounds,
    /// The number that is tried next. Numbers are drawn in order, so that all below one that was found are tried too.
    next: AtomicUsize,
    asked: AtomicU64,
    enough: AtomicBool,
    /// The lowest number for each thing that is to blame.
    found: Mutex<BTreeMap<Blame, usize>>,
    unexplained: Mutex<Vec<String>>,
}

impl Search {
    pub fn new(maker: Arc<Maker>, bounds: Bounds) -> Self {
        Self {
            maker,
            bounds,
            next: AtomicUsize::new(0),
            asked: AtomicU64::new(0),
            enough: AtomicBool::new(false),
            found: Mutex::default(),
            unexplained: Mutex::default(),
        }
    }

    /// How many cases have been asked and settled.
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// What adapters did that no case does alone, each a sentence.
    pub fn faults(&self) -> Vec<String> {
        let unexplained = self.unexplained.lock();
        unexplained.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// For each thing that is to blame, the number of the first case that shows it, in the order of the numbers. What
    /// was found beyond the last that was wanted depends on chance, and is left out.
    pub fn found(&self) -> Vec<(usize, Blame)> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let mut first: Vec<(usize, Blame)> = found
            .iter()
            .map(|(blame, number)| (*number, blame.clone()))
            .collect();
        first.sort();
        let mut broken = first
            .iter()
            .enumerate()
            .filter(|(_, (_, blame))| !blame.is_of_adapter());
        if let Some((last, _)) = broken.nth(self.bounds.findings - 1) {
            first.truncate(last + 1);
        }
        first
    }
}

impl Lot for Search {
    fn next(&self) -> Option<(usize, Arc<Case>)> {
        loop {
            let late = self
                .bounds
                .until
                .is_some_and(|until| Instant::now() >= until);
            if late || self.enough.load(Ordering::Relaxed) {
                return None;
            }
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.bounds.cases {
                return None;
            }
            let input = self.maker.input(number);
            if let Some(case) = self.maker.case(&input, format!("fuzz-{number}")) {
                return Some((number, Arc::new(case)));
            }
        }
    }

    fn settled(&self, number: usize, outcome: Outcome) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let Some(blame) = Blame::of(&outcome) else {
            return;
        };
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let first = found.entry(blame).or_insert(number);
        *first = number.min(*first);
        let broken = found.keys().filter(|blame| !blame.is_of_adapter()).count();
        if broken >= self.bounds.findings {
            self.enough.store(true, Ordering::Relaxed);
        }
    }

    fn unexplained(&self, fault: &AdapterFault) {
        let mut unexplained = self
            .unexplained
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        unexplained.push(fault.text().to_owned());
    }
}
