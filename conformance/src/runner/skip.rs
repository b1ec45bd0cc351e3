//! Which cases an adapter is not asked.

use crate::protocol::Hello;
use crate::vectors::Case;
use crate::verdict::SkipReason;

/// Why the case is not asked of the adapter that said this, if it is not; `kills` is whether the harness can kill it.
pub(crate) fn skip(case: &Case, hello: &Hello, kills: bool) -> Option<SkipReason> {
    lacks(case, hello, kills, case.operations())
}

/// The same for the adapter that stands beside.
pub(crate) fn skip_beside(case: &Case, hello: &Hello, kills: bool) -> Option<SkipReason> {
    lacks(case, hello, kills, case.operations_beside())
}

fn lacks<'a>(
    case: &Case,
    hello: &Hello,
    kills: bool,
    mut operations: impl Iterator<Item = &'a str>,
) -> Option<SkipReason> {
    let mut profiles = std::iter::once(&case.profile).chain(&case.also);
    if let Some(profile) = profiles.find(|profile| !hello.claims(profile)) {
        return Some(SkipReason::Profile(profile.clone()));
    }
    let missing = operations.find(|operation| !hello.has(operation));
    match missing {
        Some(operation) => Some(SkipReason::Operation(operation.to_owned())),
        None => (case.kills() && !kills).then_some(SkipReason::Unkillable),
    }
}
