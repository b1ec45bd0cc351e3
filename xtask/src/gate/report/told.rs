//! Everything that a report is written from.

use super::{annotations, json, people};
use crate::finding::Finding;
use crate::gate::comparison::Comparison;
use crate::gate::run::Exit;
use crate::gate::verdict::Objection;

/// Whom a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text.
    People,
    /// One JSON object.
    Json,
    /// Workflow commands, a line each.
    Annotations,
}

/// What there is to tell.
pub struct Told {
    pub base: String,
    /// `None` if the states could not be compared.
    pub comparison: Option<Comparison>,
    pub objections: Vec<Objection>,
    /// Why they could not be compared.
    pub unreadable: Vec<Finding>,
}

impl Told {
    pub fn of(base: &str, comparison: Comparison, objections: Vec<Objection>) -> Self {
        Self {
            base: base.to_owned(),
            comparison: Some(comparison),
            objections,
            unreadable: Vec::new(),
        }
    }

    pub fn unreadable(base: &str, findings: Vec<Finding>) -> Self {
        Self {
            base: base.to_owned(),
            comparison: None,
            objections: Vec::new(),
            unreadable: findings,
        }
    }

    /// How the gate ends; a lie is graver than a missing revision, which may follow from it.
    pub fn exit(&self) -> Exit {
        let lies = |objection: &Objection| matches!(objection, Objection::Lie(_));
        match () {
            () if !self.unreadable.is_empty() => Exit::Input,
            () if self.objections.iter().any(lies) => Exit::Lie,
            () if !self.objections.is_empty() => Exit::NeedsRevision,
            () => Exit::Ok,
        }
    }

    /// Every complaint, the gravest first.
    pub fn complaints(&self) -> impl Iterator<Item = &Finding> {
        let objections = self.objections.iter().map(Objection::finding);
        self.unreadable.iter().chain(objections)
    }

    /// The report.
    pub fn text(&self, form: Form) -> String {
        match form {
            Form::People => people::text(self),
            Form::Json => json::text(self),
            Form::Annotations => annotations::text(self),
        }
    }
}
