//! Which cases an adapter is not asked.

use crate::protocol::Hello;
use crate::vectors::{Case, Step};
use crate::verdict::SkipReason;

/// Why the case is not asked of the adapter that said this, if it is not.
pub(super) fn skip(case: &Case, hello: &Hello) -> Option<SkipReason> {
    if !hello.claims(&case.profile) {
        return Some(SkipReason::Profile(case.profile.clone()));
    }
    case.steps
        .iter()
        .flat_map(operations)
        .find(|operation| !hello.has(operation))
        .map(|operation| SkipReason::Operation(operation.to_owned()))
}

/// The operations that a step needs.
fn operations(step: &Step) -> Vec<&str> {
    const DROP: &str = "instance.drop";
    match step {
        Step::Do(step) if step.drop_at.is_some() => vec![&step.op, DROP],
        Step::Do(step) => vec![&step.op],
        Step::Drop { .. } => vec![DROP],
        Step::World(_) => vec![],
    }
}
