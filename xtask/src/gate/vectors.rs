//! Two states of the vectors: which appeared, vanished, or changed what they mean.

use std::collections::BTreeSet;

use remote_log_conformance::vectors::{Asserted, Meaning, Place};
use serde::Serialize;

use super::assertion::{same_subject, tightens};
use super::evidence::{Evidence, Shows};
use super::kind::Kind;
use super::state::State;

/// A vector that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VectorChange {
    /// The case's id.
    pub case: String,
    /// What became of it.
    pub became: Became,
    /// The requirements that this is about, in order.
    pub requirements: BTreeSet<String>,
    /// Where the case stands, or stood in the base.
    pub file: String,
    /// Its line there.
    pub line: u32,
}

/// What became of a vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    Appeared,
    Vanished,
    Changed,
}

/// The vectors that changed, and what each change shows of the requirements that it is about.
pub fn compare(base: &State, now: &State) -> (Vec<VectorChange>, Vec<Evidence>) {
    let (before, after) = (base.meanings(), now.meanings());
    let (mut changes, mut seen) = (Vec::new(), Vec::new());
    let ids: BTreeSet<&&str> = before.keys().chain(after.keys()).collect();
    for id in ids {
        let (became, meaning, about) = match (before.get(*id), after.get(*id)) {
            (None, Some(new)) => (Became::Appeared, new, all(new, "appeared")),
            (Some(old), None) => (Became::Vanished, old, all(old, "vanished")),
            (Some(old), Some(new)) if old.hash != new.hash => {
                (Became::Changed, new, both(old, new))
            }
            _ => continue,
        };
        changes.push(change(became, meaning, &about));
        seen.extend(about);
    }
    seen.extend(untested(base, now));
    (changes, seen)
}

fn change(became: Became, meaning: &Meaning, about: &[Evidence]) -> VectorChange {
    let Place { file, line } = &meaning.place;
    VectorChange {
        case: meaning.id.clone(),
        became,
        requirements: about.iter().map(|seen| seen.of.clone()).collect(),
        // A place in the base is told as a commit and a path; the path is enough here.
        file: file.rsplit(':').next().unwrap_or(file).to_owned(),
        line: *line,
    }
}

/// Something about each requirement of a case. The rule may be the same as before, and merely be shown better or worse: what
/// known implementations do decides whether it is more.
fn all(meaning: &Meaning, what: &str) -> Vec<Evidence> {
    let requirements: BTreeSet<&str> = meaning.requirements().collect();
    let each = requirements.into_iter();
    each.map(|id| {
        evidence(
            id,
            Kind::Editorial,
            format!("the vector {} {what}", meaning.id),
        )
    })
    .collect()
}

fn evidence(of: &str, least: Kind, seen: String) -> Evidence {
    Evidence {
        of: of.to_owned(),
        least,
        seen,
        line: None,
        shows: Shows::Vector,
    }
}

/// What a changed case shows. Where it asks something else, it is another case with the same id. Where it asks the same, an
/// answer that was right is wrong now, or the other way round.
fn both(old: &Meaning, new: &Meaning) -> Vec<Evidence> {
    if old.question != new.question {
        let mut seen = all(new, "asks something else");
        let kept: BTreeSet<String> = seen.iter().map(|seen| seen.of.clone()).collect();
        let lost = all(old, "asks something else, and no longer asserts it");
        seen.extend(lost.into_iter().filter(|seen| !kept.contains(&seen.of)));
        return seen;
    }
    let lacks = |all: &[Asserted], one: &Asserted| !all.contains(one);
    let removed: Vec<&Asserted> = old
        .assertions
        .iter()
        .filter(|one| lacks(&new.assertions, one))
        .collect();
    let mut added: Vec<&Asserted> = new
        .assertions
        .iter()
        .filter(|one| lacks(&old.assertions, one))
        .collect();
    let mut seen = Vec::new();
    for one in removed {
        let id = one.requirement.as_str();
        let Some(at) = added.iter().position(|new| same_subject(one, new)) else {
            let what = format!("the vector {} asserts less of it", new.id);
            seen.push(evidence(id, Kind::Editorial, what));
            continue;
        };
        let (least, what) = match tightens(&one.claim, &added.remove(at).claim) {
            true => (Kind::Narrowing, "expects more of the same answer"),
            false => (
                Kind::Breaking,
                "expects another answer to the same question",
            ),
        };
        seen.push(evidence(id, least, format!("the vector {} {what}", new.id)));
    }
    for one in added {
        let what = format!("the vector {} asserts more of it", new.id);
        seen.push(evidence(&one.requirement, Kind::Editorial, what));
    }
    if seen.is_empty() {
        // The same assertions, in another order.
        seen = all(new, "asserts the same in another order");
    }
    seen
}

/// Requirements that vectors showed, and none does any more: whoever does not follow them is let through.
fn untested<'s>(base: &'s State, now: &'s State) -> impl Iterator<Item = Evidence> + 's {
    let tested = |state: &'s State| -> BTreeSet<&'s str> {
        let all = state.vectors.values().flatten();
        all.flat_map(Meaning::requirements).collect()
    };
    let after = tested(now);
    tested(base)
        .into_iter()
        .filter(move |id| !after.contains(id))
        .map(|id| evidence(id, Kind::Breaking, "no vector shows it any more".to_owned()))
}
