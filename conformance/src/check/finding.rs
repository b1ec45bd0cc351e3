//! What was tried on an adapter, and what came of it.

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What an adapter must do, a sentence without a subject: `answers the hello`.
    pub rule: &'static str,
    /// What came of it.
    pub found: Found,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The adapter does it.
    Good,
    /// It does not.
    Problem {
        /// What it did instead, a sentence.
        what: String,
        /// What to do about it, a sentence.
        cure: &'static str,
    },
    /// It was not tried, for this reason.
    Untried(&'static str),
}

/// What went wrong in a trial.
pub(super) struct Wrong {
    /// A sentence.
    pub what: String,
    /// What to do about it, where it does not depend on what was tried.
    pub cure: Option<&'static str>,
}

impl Finding {
    /// The adapter follows the rule.
    pub(super) const fn good(rule: &'static str) -> Self {
        Self {
            rule,
            found: Found::Good,
        }
    }

    /// The adapter breaks the rule.
    pub(super) const fn problem(rule: &'static str, what: String, cure: &'static str) -> Self {
        Self {
            rule,
            found: Found::Problem { what, cure },
        }
    }

    /// Nobody knows.
    pub(super) const fn untried(rule: &'static str, why: &'static str) -> Self {
        Self {
            rule,
            found: Found::Untried(why),
        }
    }

    /// Good if `tried` is, otherwise the problem, with this cure unless what happened calls for another.
    pub(super) fn of(rule: &'static str, tried: Result<(), Wrong>, cure: &'static str) -> Self {
        match tried {
            Ok(()) => Self::good(rule),
            Err(wrong) => Self::problem(rule, wrong.what, wrong.cure.unwrap_or(cure)),
        }
    }

    /// Whether the adapter breaks the rule.
    pub const fn is_problem(&self) -> bool {
        matches!(self.found, Found::Problem { .. })
    }
}
