//! Crashes that are played by dropping an instance, played again with real kills: an implementation that keeps its state
//! in memory and not on its disk is well behind the first, and is caught by the second.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::vectors::{Case, CrashAt, Do, Step};

/// What the id of a case with real kills begins with.
const PREFIX: &str = "killed-";

/// The id of the case that this one repeats; its own, if it repeats none.
pub fn original(id: &str) -> &str {
    id.strip_prefix(PREFIX).unwrap_or(id)
}

/// The case with its crashes as real kills, under an id of its own. `None` if it has no crash, or kills the adapter
/// itself, or has another instance open when one crashes: a kill would take that one along.
pub fn killed(case: &Case) -> Option<Case> {
    let mut open: BTreeSet<&str> = BTreeSet::new();
    let mut steps = Vec::new();
    let mut crashes = 0;
    for step in &case.steps {
        let mut killing = step.clone();
        match step {
            Step::Do(asked) => {
                let instance = asked.input.get("instance").and_then(|name| name.as_str());
                let instance = instance.unwrap_or_default();
                if asked.op.ends_with(".open") {
                    open.insert(instance);
                }
                if let Some(CrashAt::Drop(call)) = asked.crash_at {
                    crashes += 1;
                    alone(&mut open, instance)?;
                    killing = Step::Do(Do {
                        crash_at: Some(CrashAt::Kill(call)),
                        ..asked.clone()
                    });
                }
            }
            Step::Drop { instance } => {
                crashes += 1;
                alone(&mut open, instance)?;
                killing = Step::Kill;
            }
            Step::Restore { instance } => {
                open.remove(instance.as_str());
            }
            Step::World(_) | Step::Backup { .. } | Step::Kill | Step::Scenario(_) => {}
        }
        steps.push(killing);
    }
    (crashes > 0 && !case.kills()).then(|| Case {
        id: format!("{PREFIX}{}", case.id),
        steps,
        ..case.clone()
    })
}

/// The instance crashes; `None` if another one is open beside it.
fn alone(open: &mut BTreeSet<&str>, instance: &str) -> Option<()> {
    open.remove(instance);
    open.is_empty().then_some(())
}

/// At most `count` of the cases that the adapter can be asked, with real kills; the same ones for the same seed.
pub(super) fn sample(
    cases: &[Case],
    seed: u64,
    count: usize,
    can_be_asked: impl Fn(&Case) -> bool,
) -> Vec<Case> {
    let ids: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    let mut sample: Vec<Case> = cases
        .iter()
        .filter(|case| can_be_asked(case))
        .filter_map(killed)
        .filter(|case| !ids.contains(case.id.as_str()))
        .collect();
    sample.sort_by_cached_key(|case| Sha256::digest(format!("{seed} {}", case.id)));
    sample.truncate(count);
    sample
}
