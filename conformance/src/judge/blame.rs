//! Tells what is to blame from what merely follows from it, once all is known that diverged.

use std::collections::BTreeSet;

use crate::registry::{Level, Registry};
use crate::verdict::Verdict;

/// What a divergence counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blame {
    /// Fail, Warn or Blocked.
    pub verdict: Verdict,
    /// For Blocked: the failed requirement at the root of it.
    pub blocked_by: Option<String>,
}

/// Judges a divergence at `requirement`, where `diverged` are all the requirements that diverged somewhere in the run.
///
/// It is blocked if a requirement that it needs, directly or not, diverged too: a reader of pages that cannot decode them
/// fails at everything, and only its decoder is to blame.
pub fn blame(registry: &Registry, diverged: &BTreeSet<&str>, requirement: &str) -> Blame {
    if let Some(root) = root(registry, diverged, requirement) {
        return Blame {
            verdict: Verdict::Blocked,
            blocked_by: Some(root.to_owned()),
        };
    }
    let level = registry.requirement(requirement).map(|entry| entry.level);
    Blame {
        verdict: match level {
            Some(Level::Should | Level::May) => Verdict::Warn,
            Some(Level::Must) | None => Verdict::Fail,
        },
        blocked_by: None,
    }
}

/// The diverged requirement farthest down the needs of this one; the first by the order of the needs if there are several.
fn root<'a>(
    registry: &'a Registry,
    diverged: &BTreeSet<&str>,
    requirement: &str,
) -> Option<&'a str> {
    // The registry has no circular needs: it is refused when it is read.
    let needs = &registry.requirement(requirement)?.needs;
    needs.iter().find_map(|need| {
        root(registry, diverged, need).or_else(|| diverged.contains(need.as_str()).then_some(need))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(diverged: &[&str], requirement: &str) -> (Verdict, Option<String>) {
        let blame = blame(
            &Registry::embedded(),
            &diverged.iter().copied().collect(),
            requirement,
        );
        (blame.verdict, blame.blocked_by)
    }

    #[test]
    fn what_needs_nothing_that_failed_is_blamed_by_its_level() {
        assert_eq!(judged(&["RL-WIRE-3"], "RL-WIRE-3"), (Verdict::Fail, None));
        assert_eq!(judged(&["RL-WIRE-7"], "RL-WIRE-7"), (Verdict::Warn, None));
        assert_eq!(
            judged(&["RL-WIRE-3", "RL-WIRE-4"], "RL-WIRE-4"),
            (Verdict::Fail, None)
        );
    }

    #[test]
    fn what_needs_a_failed_requirement_is_blocked_by_the_deepest_one() {
        let blocked = |by: &str| (Verdict::Blocked, Some(by.to_owned()));
        assert_eq!(
            judged(&["RL-WIRE-1", "RL-WIRE-3"], "RL-WIRE-3"),
            blocked("RL-WIRE-1")
        );
        // RL-WIRE-12 needs RL-WIRE-4, which needs RL-WIRE-1.
        assert_eq!(
            judged(&["RL-WIRE-1", "RL-WIRE-12"], "RL-WIRE-12"),
            blocked("RL-WIRE-1")
        );
        assert_eq!(
            judged(&["RL-WIRE-1", "RL-WIRE-4", "RL-WIRE-12"], "RL-WIRE-12"),
            blocked("RL-WIRE-1")
        );
    }
}
