//! Two assertions about the same thing: whether the later asks for more, or for something else.

use remote_log_conformance::canonical::written;
use remote_log_conformance::vectors::Asserted;
use serde_json::{Map, Value};

/// The fields that say what is to come out; the others say what is looked at.
const MATCHERS: [&str; 6] = ["is", "set", "at_most", "at_least", "rejects", "detail"];

/// Whether two assertions of a case are about the same requirement, step and part of the answer. A rejection and an answer are
/// about the same part: what comes back.
pub fn same_subject(one: &Asserted, other: &Asserted) -> bool {
    let looks_at = |asserted: &Asserted| {
        let mut claim = asserted.claim.clone();
        claim.retain(|field, _| !MATCHERS.contains(&field.as_str()) && field != "decodes");
        claim
    };
    let (at, other_at) = (looks_at(one), looks_at(other));
    (one.step, &one.requirement) == (other.step, &other.requirement)
        && (at == other_at || rejects(&one.claim) != rejects(&other.claim))
}

fn rejects(claim: &Map<String, Value>) -> bool {
    claim.contains_key("rejects")
}

/// Whether everything that satisfies the new claim satisfies the old one: only then it asks for more of the same. Where a
/// program cannot tell, the answer is no.
pub fn tightens(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let number = |claim: &Map<String, Value>, field| -> Option<u64> {
        claim.get(field)?.as_str()?.parse().ok()
    };
    match (matcher(old), matcher(new)) {
        ("set", "is") => sorted(&old["set"]) == sorted(&new["is"]),
        ("at_most", "at_most" | "is") => {
            let most = number(new, "at_most").or(number(new, "is"));
            most.zip(number(old, "at_most"))
                .is_some_and(|(new, old)| new <= old)
        }
        ("at_least", "at_least") => number(new, "at_least") >= number(old, "at_least"),
        ("rejects", "rejects") => old["rejects"] == new["rejects"] && !old.contains_key("detail"),
        _ => false,
    }
}

fn matcher(claim: &Map<String, Value>) -> &str {
    let known = MATCHERS.iter().find(|field| claim.contains_key(**field));
    known.copied().unwrap_or("decodes")
}

fn sorted(list: &Value) -> Option<Vec<String>> {
    let mut elements: Vec<String> = list.as_array()?.iter().map(written).collect();
    elements.sort();
    Some(elements)
}
