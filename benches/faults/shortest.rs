//! The shortest counterexample there is: all histories of the model's alphabet, the shortest first, each asked of the faulty
//! adapter in this process. What comes to the same as something shorter is not gone on with.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use remote_log_conformance::fuzz::Blame;
use remote_log_conformance::histories::History;
use remote_log_mutants::adapter::serve;
use remote_log_mutants::faults::{Fault, Faulty};

use crate::place::{Place, starts};
use crate::watched::Watched;

/// What the search came to.
pub struct Shortest {
    /// The counterexample, and what it is blamed on; none where no history of that length is one.
    pub found: Option<(History, Blame)>,
    /// How many histories were asked.
    pub asked: u64,
    /// How long the longest of them were.
    pub length: usize,
}

impl Shortest {
    /// How long a counterexample may stay that is made smaller step by step: one step more.
    pub fn aim(&self) -> usize {
        let shortest = self.found.as_ref().map(|(history, _)| history.length());
        shortest.map_or(usize::MAX, |shortest| shortest + 1)
    }
}

/// How many threads search.
const THREADS: usize = 2;

/// Searches histories of at most so many actions.
pub fn shortest(fault: Fault, most: usize) -> Shortest {
    let search = Search {
        fault,
        asked: AtomicU64::new(0),
        found: AtomicBool::new(false),
    };
    let mut edge = starts();
    let mut met: HashSet<u64> = edge.iter().map(Place::fingerprint).collect();
    for length in 1..=most {
        let share = edge.len().div_ceil(THREADS).max(1);
        let went: Vec<Went> = thread::scope(|scope| {
            let goes: Vec<_> = edge
                .chunks(share)
                .map(|places| scope.spawn(|| search.one_further(places)))
                .collect();
            let joined = goes.into_iter().map(|goes| goes.join());
            joined.map(|went| went.expect("no search panics")).collect()
        });
        let mut next = Vec::new();
        for went in went {
            if went.found.is_some() {
                return search.ended(went.found, length);
            }
            let new = went.places.into_iter();
            next.extend(new.filter(|place| met.insert(place.fingerprint())));
        }
        edge = next;
    }
    search.ended(None, most)
}

struct Search {
    fault: Fault,
    asked: AtomicU64,
    /// Whether some thread found one: the others need not go on, as theirs are no shorter.
    found: AtomicBool,
}

/// Where histories of one length lead.
#[derive(Default)]
struct Went {
    places: Vec<Place>,
    found: Option<(History, Blame)>,
}

impl Search {
    fn one_further(&self, places: &[Place]) -> Went {
        let mut went = Went::default();
        let mut met = HashSet::new();
        for mut place in places.iter().flat_map(Place::further) {
            if self.found.load(Ordering::Relaxed) {
                break;
            }
            if place.asks
                && let Some(blame) = self.ask(&mut place)
            {
                self.found.store(true, Ordering::Relaxed);
                went.found = Some((place.history, blame));
                break;
            }
            if met.insert(place.fingerprint()) {
                went.places.push(place);
            }
        }
        went
    }

    /// Asks the history, and notes in which state the adapter is left.
    fn ask(&self, place: &mut Place) -> Option<Blame> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let faulty = Faulty(Some(self.fault));
        let case = place.history.untold("shortest".to_owned());
        let memory = &mut place.memory;
        memory.forget();
        Blame::in_step(case, &mut |input, output| {
            serve(input, &mut Watched::new(output, memory), faulty)
        })
    }

    fn ended(self, found: Option<(History, Blame)>, length: usize) -> Shortest {
        Shortest {
            found,
            asked: self.asked.into_inner(),
            length,
        }
    }
}
