//! What a case means, apart from its words: read from the file's tree alone, so that vectors of another release, which this
//! one's reader may refuse, can still be compared.

use serde_json::{Map, Value, json};

use super::names::Names;
use super::written_out::of_cases;
use crate::canonical::{short_hash, written};
use crate::diagnostic::{Diagnostic, YamlText};
use crate::vectors::Place;
use crate::yaml::{Node, fault};

/// The parts of a case that no verdict depends on.
const WORDS: [&str; 3] = ["id", "why", "twin"];

/// What a case asks and asserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The case's id.
    pub id: String,
    /// Where the case begins.
    pub place: Place,
    /// Of all of it: 32 hex digits, the same wherever the case stands and however its bytes are written.
    pub hash: String,
    /// The same without the assertions: of what is asked, by what profile.
    pub question: String,
    /// What is asserted, in order.
    pub assertions: Vec<Asserted>,
}

/// An assertion of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asserted {
    /// The step, counted from 0; of a case without steps, 0.
    pub step: usize,
    /// The requirement.
    pub requirement: String,
    /// The rest of it, as in the file.
    pub claim: Map<String, Value>,
}

impl Meaning {
    /// The requirements that the case asserts, in order, each as often as it does.
    pub fn requirements(&self) -> impl Iterator<Item = &str> {
        self.assertions
            .iter()
            .map(|asserted| asserted.requirement.as_str())
    }
}

/// The meanings of a file's cases, in order.
///
/// # Errors
/// Not strict YAML, or not the outline of a vector file.
pub fn meanings(yaml: &YamlText) -> Result<Vec<Meaning>, Diagnostic> {
    of_cases(yaml, |names, case| meaning(yaml, names, case))
}

fn meaning(yaml: &YamlText, names: &Names, node: &Node) -> Result<Meaning, Diagnostic> {
    let outline = "A case is a mapping with an `id`, and each of its assertions names a `req`.";
    let refused = || fault(yaml, node.referenced, outline);
    let Value::Object(mut case) = names.expand(yaml, node)? else {
        return Err(refused());
    };
    let Some(Value::String(id)) = case.get("id").cloned() else {
        return Err(refused());
    };
    case.retain(|field, _| !WORDS.contains(&field.as_str()));
    let assertions = taken(&mut case).ok_or_else(refused)?;
    let question = short_hash(&Value::Object(case));
    let asserted: Vec<Value> = assertions
        .iter()
        .map(|one| json!([one.step, one.requirement, one.claim]))
        .collect();
    Ok(Meaning {
        id,
        place: yaml.place(u32::try_from(node.referenced.line()).unwrap_or(u32::MAX)),
        hash: short_hash(&json!([question, asserted])),
        question,
        assertions,
    })
}

/// Takes the assertions out of a case, wherever it may have any. `None` if one names no requirement.
fn taken(case: &mut Map<String, Value>) -> Option<Vec<Asserted>> {
    let mut lists = vec![(0, case.remove("expect"))];
    if let Some(Value::Object(scenario)) = case.get_mut("scenario") {
        lists.push((0, scenario.remove("in_the_end")));
    }
    if let Some(Value::Array(steps)) = case.get_mut("steps") {
        let of_step = |(nth, step): (usize, &mut Value)| {
            (
                nth,
                step.as_object_mut().and_then(|step| step.remove("expect")),
            )
        };
        lists.extend(steps.iter_mut().enumerate().map(of_step));
    }
    let mut assertions = Vec::new();
    for (step, list) in lists {
        let Some(Value::Array(list)) = list else {
            continue;
        };
        for assertion in list {
            assertions.push(asserted(step, assertion)?);
        }
    }
    Some(assertions)
}

fn asserted(step: usize, assertion: Value) -> Option<Asserted> {
    let Value::Object(mut claim) = assertion else {
        return None;
    };
    let Some(Value::String(requirement)) = claim.remove("req") else {
        return None;
    };
    // A set has no order.
    if let Some(Value::Array(set)) = claim.get_mut("set") {
        set.sort_by_cached_key(written);
    }
    Some(Asserted {
        step,
        requirement,
        claim,
    })
}
