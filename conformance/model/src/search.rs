//! Breadth-first search over histories: for each transition, a shortest history that shows it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::transition::{Passage, Transition};

/// A history and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found<A> {
    pub actions: Vec<A>,
    pub shows: BTreeSet<Transition>,
}

/// An action, what it shows, and the step before it.
struct Step<A> {
    before: Option<usize>,
    action: A,
    shows: BTreeSet<Transition>,
}

/// Searches all histories of at most `depth` actions. Of the shortest that show a transition it takes the one that shows
/// the most of `wanted`, and of these the first in the order of the alphabet.
pub(crate) fn search<P: Passage>(
    start: &P,
    alphabet: &[P::Action],
    depth: usize,
    wanted: impl Fn(&Transition) -> bool,
) -> BTreeMap<Transition, Found<P::Action>> {
    let mut found = BTreeMap::new();
    let mut steps: Vec<Step<P::Action>> = Vec::new();
    let mut met = HashSet::from([fingerprint(start)]);
    let mut edge = vec![(start.clone(), None)];
    for length in 1..=depth {
        let mut next = Vec::new();
        for (passage, before) in edge {
            for &action in alphabet {
                let Some((after, mut shows)) = passage.apply(&action) else {
                    continue;
                };
                shows.retain(&wanted);
                let new = length < depth && met.insert(fingerprint(&after));
                let step = Step {
                    before,
                    action,
                    shows,
                };
                record(&mut found, &steps, &step, length);
                if new {
                    next.push((after, Some(steps.len())));
                    steps.push(step);
                }
            }
        }
        edge = next;
    }
    found
}

fn record<A: Copy>(
    found: &mut BTreeMap<Transition, Found<A>>,
    steps: &[Step<A>],
    last: &Step<A>,
    length: usize,
) {
    let longer = |known: &Found<A>| known.actions.len() < length;
    if last
        .shows
        .iter()
        .all(|one| found.get(one).is_some_and(longer))
    {
        return;
    }
    let way = std::iter::successors(Some(last), |step| step.before.map(|before| &steps[before]));
    let (mut actions, mut shows) = (Vec::new(), BTreeSet::new());
    for step in way {
        actions.push(step.action);
        shows.extend(step.shows.iter().copied());
    }
    actions.reverse();
    for shown in &last.shows {
        let better = |known: &Found<A>| !longer(known) && known.shows.len() < shows.len();
        if found.get(shown).is_none_or(better) {
            let (actions, shows) = (actions.clone(), shows.clone());
            found.insert(*shown, Found { actions, shows });
        }
    }
}

/// Two states are taken for the same if this is.
fn fingerprint(state: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    state.hash(&mut hasher);
    hasher.finish()
}
