//! Which operation to implement next, for who is not done.

use std::collections::BTreeMap;

use super::plan::RunPlan;
use crate::vectors::operations;
use crate::verdict::{CaseReport, Next, SkipReason};

/// Of the operations that cases wait for, the first in the order of the protocol, which begins with the simplest. What
/// is in no table there, such as those of nodes, comes last; what the ledger accepts is not waited for.
pub(super) fn next(plan: &RunPlan, reports: &[CaseReport]) -> Option<Next> {
    let mut waiting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for report in reports {
        if let Some(SkipReason::Operation(operation)) = &report.skip {
            waiting.entry(operation).or_default().push(&report.case);
        }
    }
    waiting.retain(|operation, _| !plan.ledger.accepts_skip(operation));
    let place = |wanted: &str| {
        operations()
            .position(|operation| operation.name == wanted)
            .unwrap_or(usize::MAX)
    };
    let (operation, cases) = waiting
        .into_iter()
        .min_by_key(|(operation, _)| place(operation))?;
    let profile_of = |id: &str| {
        let case = plan.cases.iter().find(|case| case.id == id);
        case.map(|case| case.profile.as_str())
    };
    let mut profiles: Vec<&str> = cases.iter().filter_map(|id| profile_of(id)).collect();
    profiles.sort_unstable();
    profiles.dedup();
    Some(Next {
        operation: operation.to_owned(),
        cases: cases.len(),
        profiles: profiles.into_iter().map(str::to_owned).collect(),
    })
}
