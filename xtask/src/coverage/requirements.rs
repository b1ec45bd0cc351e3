//! Each requirement, and what asks for it: vectors, properties, mutants.

use std::collections::{BTreeMap, BTreeSet};

use remote_log_conformance::properties;
use remote_log_conformance::registry::{Registry, Requirement, Status};
use remote_log_conformance::vectors::Case;

use super::bank::Bank;

/// With this seed, and so many cases of each property, every requirement that a property can assert is asserted.
const SEED: u64 = 1;
const GENERATED: u32 = 20;

/// How many vectors assert a requirement, and which properties do.
#[derive(Debug, Default)]
struct Asked {
    positive: usize,
    negative: usize,
    properties: BTreeSet<String>,
}

/// A table with a line for each requirement.
pub fn table(registry: &Registry, cases: &[Case], bank: &Bank) -> String {
    let asked = asked(cases);
    let none = Asked::default();
    let lines = registry.requirements().iter().map(|requirement| {
        let asked = asked.get(requirement.id.as_str()).unwrap_or(&none);
        line(requirement, asked, &bank.of(&requirement.id))
    });
    let head = "| requirement | level | vectors | of them with a twin | properties | mutants |\n|---|---|---|---|---|---|\n";
    head.to_owned() + &lines.collect::<String>()
}

fn asked(cases: &[Case]) -> BTreeMap<String, Asked> {
    let mut asked: BTreeMap<String, Asked> = BTreeMap::new();
    for case in cases {
        for requirement in case.requirements() {
            let asked = asked.entry(requirement.to_owned()).or_default();
            match case.twin {
                None => asked.positive += 1,
                Some(_) => asked.negative += 1,
            }
        }
    }
    for case in properties::batch(SEED, GENERATED) {
        let Some(name) = properties::property_of(&case.id) else {
            continue;
        };
        for requirement in case.requirements() {
            let asked = asked.entry(requirement.to_owned()).or_default();
            asked.properties.insert(name.to_owned());
        }
    }
    asked
}

fn line(requirement: &Requirement, asked: &Asked, mutants: &[String]) -> String {
    let properties: Vec<&str> = asked.properties.iter().map(String::as_str).collect();
    let mutants = match (&requirement.status, &requirement.no_mutant) {
        (Status::Excluded(reason), _) => format!("excluded: {reason}"),
        (_, Some(reason)) => format!("none: {reason}"),
        (Status::Tested, None) => mutants.join(", "),
    };
    format!(
        "| {} | {} | {} | {} | {} | {mutants} |\n",
        requirement.id,
        requirement.level.as_str(),
        asked.positive + asked.negative,
        asked.negative,
        properties.join(", "),
    )
}
