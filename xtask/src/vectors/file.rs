//! One vector file: its subject, its named bytes, its cases.

use super::case::Case;
use super::table::Table;

/// A generated file, before it is written as YAML.
pub struct VectorFile {
    /// Without the extension.
    pub name: &'static str,
    pub subject: &'static str,
    pub about: &'static str,
    pub table: Table,
    pub cases: Vec<Case>,
}

impl VectorFile {
    /// A file without cases, which knows the standard messages.
    pub fn new(name: &'static str, subject: &'static str, about: &'static str) -> Self {
        Self {
            name,
            subject,
            about,
            table: Table::new(),
            cases: Vec::new(),
        }
    }

    /// Adds a case.
    pub fn add(&mut self, case: Case) {
        self.cases.push(case);
    }
}
