//! What was compared, when all of it is in step.

use std::fmt;

/// How much there is of what was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InStep {
    pub requirements: usize,
    pub vectors: usize,
}

impl fmt::Display for InStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} requirements and {} vectors are in step with prose, errata, schema, frozen revisions and README",
            self.requirements, self.vectors
        )
    }
}
