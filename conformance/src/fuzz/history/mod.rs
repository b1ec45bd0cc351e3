//! Histories made by chance along the model, and simpler ones.

mod reading;
mod shorter;
mod simpler;
mod writing;

pub(super) use simpler::simpler;

use super::chance::Chance;
use crate::histories::History;

/// How many actions a history has, but for the last, which looks at what came of them.
const LENGTH: std::ops::Range<usize> = 5..20;

/// How often an action may turn out to be impossible before the history is left as it is, for each that it is to have.
const PATIENCE: usize = 6;

/// A history. Readers have more ways to go wrong than a writer, so there are more of them.
pub(super) fn generate(chance: &mut Chance) -> History {
    if chance.below(5) < 3 {
        reading::generate(chance)
    } else {
        writing::generate(chance)
    }
}

/// The history of a writer and its reader with this number.
pub(crate) fn written(seed: u64, number: u64) -> History {
    writing::generate(&mut Chance::new(seed, number))
}

fn length(chance: &mut Chance) -> usize {
    LENGTH.start + chance.below(LENGTH.len())
}
