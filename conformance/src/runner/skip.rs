//! Which cases an adapter is not asked.

use crate::protocol::Hello;
use crate::vectors::Case;
use crate::verdict::SkipReason;

/// Why the case is not asked of the adapter that said this, if it is not.
pub(super) fn skip(case: &Case, hello: &Hello) -> Option<SkipReason> {
    if !hello.claims(&case.profile) {
        return Some(SkipReason::Profile(case.profile.clone()));
    }
    case.operations()
        .find(|operation| !hello.has(operation))
        .map(|operation| SkipReason::Operation(operation.to_owned()))
}
