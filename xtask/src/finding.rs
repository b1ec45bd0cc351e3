//! One thing that is wrong, and where.

use std::fmt;

use remote_log_conformance::diagnostic::Diagnostic;

/// A sentence with the file and the line it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    pub message: String,
}

impl Finding {
    pub fn new(file: impl Into<String>, line: u32, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            file: diagnostic.yaml.name,
            line: diagnostic.line,
            message: diagnostic.message,
        }
    }
}
