//! Known implementations whose verdict is another than before, and why: the rules changed, or they did.

use std::collections::BTreeSet;
use std::path::Path;

use remote_log_conformance::record::{Came, Record};
use remote_log_conformance::verdict::Verdict;
use serde::{Serialize, Serializer};

use super::evidence::{Evidence, Shows};
use super::kind::Kind;
use super::state::State;

/// A case of which something else came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The implementation: the name of its file in `conformance/results`.
    pub implementation: String,
    /// The case.
    pub case: String,
    /// What came of it in the base; `None` if it was not there.
    #[serde(serialize_with = "word")]
    pub was: Option<Verdict>,
    /// What comes of it now; `None` if it is gone.
    #[serde(serialize_with = "word")]
    pub is: Option<Verdict>,
    /// The requirement that is blamed now, or was.
    pub requirement: Option<String>,
    /// Why.
    pub cause: Cause,
    /// Where it is recorded now, or the case was in the base.
    pub file: String,
    /// The line there.
    pub line: u32,
}

/// Why a verdict is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The vector or the requirement is not what it was.
    RulesChanged,
    /// The same vector and the same rule, and it fails now.
    YourBug,
    /// The same vector and the same rule, and it no longer fails as it did.
    YourFix,
}

impl Cause {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::RulesChanged => "the rules changed",
            Self::YourBug => "your bug",
            Self::YourFix => "your fix",
        }
    }
}

fn word<S: Serializer>(verdict: &Option<Verdict>, serializer: S) -> Result<S::Ok, S::Error> {
    verdict.map(Verdict::as_str).serialize(serializer)
}

/// The flips of every implementation that both states know. `moved` are the requirements whose level or profile is another.
pub fn compare(base: &State, now: &State, moved: &BTreeSet<&str>) -> Vec<Flip> {
    let both = now
        .records
        .iter()
        .filter_map(|(path, after)| Some((path, base.records.get(path)?, after)));
    both.flat_map(|(path, before, after)| of_one(path, before, after, moved))
        .collect()
}

fn of_one(path: &str, before: &Record, after: &Record, moved: &BTreeSet<&str>) -> Vec<Flip> {
    let cases: BTreeSet<&String> = before.cases.keys().chain(after.cases.keys()).collect();
    let stem = Path::new(path).file_stem().unwrap_or_default();
    let flip = |case: &String| {
        let (was, is) = (before.cases.get(case), after.cases.get(case));
        let cause = cause(was, is, moved)?;
        let blames = |came: Option<&Came>| came.and_then(|came| came.blames.clone());
        // Who did not follow the rule anyway loses nothing by one more vector, and gains nothing by one less.
        let anyway = |record: &Record, id: Option<String>| {
            id.is_some() && record.cases.values().any(|came| came.blames == id)
        };
        if (was.is_none() && anyway(before, blames(is)))
            || (is.is_none() && anyway(after, blames(was)))
        {
            return None;
        }
        Some(Flip {
            implementation: stem.to_string_lossy().into_owned(),
            case: case.clone(),
            was: was.map(|came| came.verdict),
            is: is.map(|came| came.verdict),
            requirement: blames(is).or_else(|| blames(was)),
            cause,
            file: path.to_owned(),
            line: after.line(case),
        })
    };
    cases.into_iter().filter_map(flip).collect()
}

/// Why something else came of a case, if so. A vector that appeared is none where nothing went wrong, nor is one that vanished.
fn cause(was: Option<&Came>, is: Option<&Came>, moved: &BTreeSet<&str>) -> Option<Cause> {
    let red = |came: &Came| !matches!(came.verdict, Verdict::Pass | Verdict::Skip);
    match (was, is) {
        (Some(was), Some(is)) if was.means == is.means => {
            if (was.verdict, &was.blames) == (is.verdict, &is.blames) {
                return None;
            }
            let blamed = [&was.blames, &is.blames];
            let ruled = |id: &&Option<String>| id.as_deref().is_some_and(|id| moved.contains(id));
            Some(match (blamed.iter().any(ruled), red(is)) {
                (true, _) => Cause::RulesChanged,
                (false, true) => Cause::YourBug,
                (false, false) => Cause::YourFix,
            })
        }
        (Some(was), Some(is)) => (was.verdict != is.verdict).then_some(Cause::RulesChanged),
        (Some(only), None) | (None, Some(only)) => red(only).then_some(Cause::RulesChanged),
        (None, None) => None,
    }
}

/// What the flips show of the rules: who conformed and no longer does, or the other way round.
pub fn evidence(flips: &[Flip]) -> Vec<Evidence> {
    let judged = |verdict: Option<Verdict>| {
        matches!(
            verdict,
            Some(Verdict::Fail | Verdict::Warn | Verdict::ExpectedFail)
        )
    };
    let shown = |flip: &Flip| {
        let requirement = flip.requirement.clone()?;
        let (least, what) = match (judged(flip.was), judged(flip.is)) {
            (false, true) => (Kind::Narrowing, "follows it no longer"),
            (true, false) => (Kind::Breaking, "did not follow it, and is let through"),
            _ => return None,
        };
        Some(Evidence {
            of: requirement,
            least,
            seen: format!(
                "{} {what}, by the vector {}",
                flip.implementation, flip.case
            ),
            line: None,
            shows: Shows::Vector,
        })
    };
    flips
        .iter()
        .filter(|flip| flip.cause == Cause::RulesChanged)
        .filter_map(shown)
        .collect()
}
