//! What a reader with a fault takes a class for.

use super::HeadClass;
use crate::faults::{Faulty, NameFault};

/// What is to be said of a head and the floor besides their ids. No class depends on it (`RL-NAME-12`).
pub(super) struct Compared {
    /// The pairs of the head are not those of the floor.
    pub other_pairs: bool,
    /// The head has no pairs, and a tail.
    pub is_pointer: bool,
    /// The head's chain goes down to its end through other pages than the floor's.
    pub cut_anew: bool,
    /// Above the stop, the two have an id in common.
    pub shares_ids: bool,
}

impl Compared {
    /// The class that is answered for this one: the same, without a fault.
    pub fn taken_for(&self, class: HeadClass, faulty: Faulty) -> HeadClass {
        use HeadClass::{Advanced, Fork, Same, Stale};
        let mistakes = [
            (NameFault::SameTakenForAdvanced, Same, true, Advanced),
            (NameFault::ComparedByPairs, Same, self.other_pairs, Advanced),
            (NameFault::AdvancedTakenForFork, Advanced, true, Fork),
            (NameFault::ComparedByPages, Advanced, self.cut_anew, Fork),
            (NameFault::StaleTakenForSame, Stale, true, Same),
            (NameFault::StaleOnlyWithPairs, Stale, self.is_pointer, Same),
            (NameFault::ForkTakenForStale, Fork, true, Stale),
            (NameFault::ForkOnlyIfDisjoint, Fork, self.shares_ids, Stale),
        ];
        let mistake = mistakes
            .into_iter()
            .find(|(fault, of, applies, _)| faulty.has(*fault) && *of == class && *applies);
        mistake.map_or(class, |(.., taken_for)| taken_for)
    }
}
