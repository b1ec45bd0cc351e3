//! What two implementations are asked together: the cases of the suite in which somebody meets somebody, and histories of
//! a writer and a reader made by chance.

use crate::fuzz::written_history;
use crate::registry::Registry;
use crate::vectors::Case;

/// How many histories go with every matrix.
const HISTORIES: u64 = 40;

/// The cases, of which each asserts a MUST: those of the suite, and histories that follow from the seed. Which of them have
/// two sides is known when they are dealt.
pub fn material(suite: &[Case], seed: u64, registry: &Registry) -> Vec<Case> {
    let histories = (0..HISTORIES).map(|nth| {
        let id = format!("history-{seed}-{nth}");
        written_history(seed, nth).case(id)
    });
    let all = suite.iter().cloned().chain(histories);
    all.filter_map(|mut case| case.keep_musts(registry).then_some(case))
        .collect()
}
