//! The answers of a control that knows the published vectors by heart.

use std::collections::BTreeSet;

use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;
use serde_json::Value;

use crate::adapter::{Outcome, stateless};
use crate::faults::Faulty;

/// The stateless requests of the published vectors. What they expect is what the sound implementation answers, as it
/// passes them all.
pub(super) struct Table {
    requests: BTreeSet<String>,
}

impl Table {
    /// The table of the vectors that this program carries.
    pub fn published() -> Self {
        let suite = Suite::embedded(&Registry::embedded());
        let cases = suite.iter().flat_map(|suite| &suite.cases);
        let requests = cases.flat_map(|case| case.requests());
        Self {
            requests: requests
                .map(|asked| line(&asked.op, &asked.input))
                .collect(),
        }
    }

    /// The answer that stands in the table.
    pub fn answer(&self, op: &str, from: &Value) -> Option<Outcome> {
        let known = self.requests.contains(&line(op, from));
        known.then(|| stateless(op, from, Faulty::default()))?
    }
}

/// A request as the table has it.
fn line(op: &str, from: &Value) -> String {
    format!("{op} {from}")
}
