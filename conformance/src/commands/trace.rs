//! Shows lines as they go.

use std::io::Write;
use std::sync::Arc;

use crate::report::elide_line;
use crate::runner::{Direction, Trace};

/// Shows each line on standard output: `>` to the adapter, `<` from it. What the reader of a closed pipe misses is not asked
/// for.
pub(super) fn trace() -> Trace {
    Arc::new(|direction, line| {
        let sign = match direction {
            Direction::ToAdapter => '>',
            Direction::FromAdapter => '<',
        };
        let line = elide_line(&String::from_utf8_lossy(line));
        let _ = writeln!(std::io::stdout().lock(), "{sign} {line}");
    })
}
