//! Each tested requirement has vectors on both sides, and an excluded one has none.

use std::collections::HashMap;

use remote_log_conformance::registry::{Level, Registry, Requirement, Status};
use remote_log_conformance::vectors::{Case, Suite};

use crate::finding::Finding;

/// How many cases assert a requirement, and where the first of them does.
#[derive(Default)]
struct Cover<'a> {
    positive: usize,
    negative: usize,
    first: Option<&'a Case>,
}

/// Counts the cases of each requirement.
pub fn compare(suite: &Suite, registry: &Registry, registry_name: &str) -> Vec<Finding> {
    let mut covers: HashMap<&str, Cover> = HashMap::new();
    for case in &suite.cases {
        for requirement in case.requirements() {
            let cover = covers.entry(requirement).or_default();
            match case.twin {
                None => cover.positive += 1,
                Some(_) => cover.negative += 1,
            }
            cover.first.get_or_insert(case);
        }
    }
    let none = Cover::default();
    let lacking = registry.requirements().iter().filter_map(|requirement| {
        let message = complaint(
            requirement,
            covers.get(requirement.id.as_str()).unwrap_or(&none),
        )?;
        Some(Finding {
            file: registry_name.into(),
            line: requirement.line,
            message,
        })
    });
    lacking.collect()
}

fn complaint(requirement: &Requirement, cover: &Cover) -> Option<String> {
    let id = &requirement.id;
    match (&requirement.status, requirement.level, cover) {
        (
            Status::Excluded(_),
            _,
            Cover {
                first: Some(case), ..
            },
        ) => Some(format!(
            "{id} is excluded, and {} at {}:{} asserts it. Mark it tested, or take the assertion out.",
            case.id, case.place.file, case.place.line
        )),
        (Status::Excluded(_), _, Cover { first: None, .. }) => None,
        (
            Status::Tested,
            _,
            Cover {
                positive: 0,
                negative: 0,
                ..
            },
        ) => Some(format!("{id} is tested, and no vector asserts it.")),
        (Status::Tested, Level::Must, Cover { positive: 0, .. }) => Some(format!(
            "{id} has no positive vector: one that asserts it and has no twin."
        )),
        (Status::Tested, Level::Must, Cover { negative: 0, .. }) => Some(format!(
            "{id} has no negative vector: one that asserts it and names its twin."
        )),
        (Status::Tested, ..) => None,
    }
}
