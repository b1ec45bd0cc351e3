//! A small set of short histories that shows every transition which some short history shows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::alphabet;
use crate::reader::Limits;
use crate::search::{Found, search};
use crate::transition::{Passage, Transition, reading, writing};
use crate::writer::Layout;

/// A history, and what it begins with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum History {
    /// Of readers.
    Reading {
        /// How both devices cut their pages at first.
        layout: Layout,
        /// What a call may do.
        limits: Limits,
        /// What happens.
        actions: Vec<crate::reading::Action>,
    },
    /// Of a writer.
    Writing {
        /// Whether it embeds nothing.
        adds: bool,
        /// Whether the name system compares before it sets.
        compares: bool,
        /// What happens.
        actions: Vec<crate::writing::Action>,
    },
}

/// A history that is in the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// The transition that it was chosen for, in words; no other has the same.
    pub name: String,
    /// Every transition that it shows.
    pub shows: BTreeSet<Transition>,
    /// The history. Each of its actions is possible where it stands.
    pub history: History,
}

/// The most actions in a history of the cover.
const MOST: usize = 7;

/// The histories, those of readers first. The answer is always the same.
pub fn cover() -> Vec<Covering> {
    let shortest = shortest();
    let mut open: BTreeSet<Transition> = shortest.keys().copied().collect();
    let mut chosen = Vec::new();
    // Greedy: always the history that shows the most of what is not shown yet; of equal ones the shortest.
    while let Some((_, best)) = shortest
        .values()
        .map(|covering| (covering.shows.intersection(&open).count(), covering))
        .filter(|(new, _)| *new > 0)
        .max_by_key(|(new, covering)| (*new, Reverse(covering.history.len())))
    {
        open.retain(|transition| !best.shows.contains(transition));
        chosen.push(best.clone().lengthened(&mut open));
    }
    without_superfluous(chosen)
}

/// For each transition that can be reached, a shortest history that shows it.
fn shortest() -> BTreeMap<Transition, Covering> {
    let mut shortest = BTreeMap::new();
    for (layout, limits, depth) in alphabet::readings() {
        let start = reading::Passage::new(crate::reading::Stage::new(layout, limits));
        let found = search(&start, &alphabet::reading(), depth, |_| true);
        keep(&mut shortest, found, |actions| History::Reading {
            layout,
            limits,
            actions,
        });
    }
    for (adds, compares) in [(true, true), (true, false), (false, true)] {
        let start = writing::Passage::new(crate::writing::Stage::new(adds, compares));
        let depth = alphabet::WRITING_DEPTH;
        let found = search(&start, &alphabet::writing(), depth, |_| true);
        keep(&mut shortest, found, |actions| History::Writing {
            adds,
            compares,
            actions,
        });
    }
    shortest
}

fn keep<A>(
    shortest: &mut BTreeMap<Transition, Covering>,
    found: BTreeMap<Transition, Found<A>>,
    history: impl Fn(Vec<A>) -> History,
) {
    for (transition, found) in found {
        shortest.entry(transition).or_insert_with(|| Covering {
            name: transition.to_string(),
            shows: found.shows,
            history: history(found.actions),
        });
    }
}

/// Drops what the others show together.
fn without_superfluous(mut chosen: Vec<Covering>) -> Vec<Covering> {
    let mut nth = 0;
    while nth < chosen.len() {
        let others = chosen.iter().enumerate().filter(|(other, _)| *other != nth);
        let shown: BTreeSet<&Transition> = others.flat_map(|(_, it)| &it.shows).collect();
        if chosen[nth].shows.iter().all(|one| shown.contains(one)) {
            chosen.remove(nth);
        } else {
            nth += 1;
        }
    }
    chosen
}

impl Covering {
    /// Goes on with the history as long as a few actions more show something that no other history shows yet.
    fn lengthened(mut self, open: &mut BTreeSet<Transition>) -> Self {
        match &mut self.history {
            History::Reading {
                layout,
                limits,
                actions,
            } => {
                let start = reading::Passage::new(crate::reading::Stage::new(*layout, *limits));
                go_on(start, &alphabet::reading(), actions, &mut self.shows, open);
            }
            History::Writing {
                adds,
                compares,
                actions,
            } => {
                let start = writing::Passage::new(crate::writing::Stage::new(*adds, *compares));
                go_on(start, &alphabet::writing(), actions, &mut self.shows, open);
            }
        }
        self
    }
}

fn go_on<P: Passage>(
    start: P,
    alphabet: &[P::Action],
    actions: &mut Vec<P::Action>,
    shows: &mut BTreeSet<Transition>,
    open: &mut BTreeSet<Transition>,
) {
    const AHEAD: usize = 2;
    let mut stands = follow(start, actions, shows);
    while let Some(here) = stands {
        let ahead = AHEAD.min(MOST.saturating_sub(actions.len()));
        let found = search(&here, alphabet, ahead, |one| open.contains(one));
        let Some(best) = found.into_values().max_by_key(|found| {
            let length = found.actions.len();
            (found.shows.len() * AHEAD / length, Reverse(length))
        }) else {
            return;
        };
        open.retain(|transition| !best.shows.contains(transition));
        stands = follow(here, &best.actions, shows);
        actions.extend(best.actions);
    }
}

/// Lives through these actions, and notes what they show.
fn follow<P: Passage>(
    start: P,
    actions: &[P::Action],
    shows: &mut BTreeSet<Transition>,
) -> Option<P> {
    actions.iter().try_fold(start, |stands, action| {
        let (next, shown) = stands.apply(action)?;
        shows.extend(shown);
        Some(next)
    })
}

impl History {
    /// The number of its actions.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        match self {
            Self::Reading { actions, .. } => actions.len(),
            Self::Writing { actions, .. } => actions.len(),
        }
    }
}
