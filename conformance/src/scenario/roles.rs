//! The same scenario with the reference in all roles but one, for an adapter that meets another implementation.

use crate::vectors::{Beside, Case, Step};

/// Every scenario among the cases, once for each of its actors: the adapter plays that one alone. Their ids are the case's,
/// and who is played: `scenario-lost-ack@bob`.
pub fn other_roles(cases: &[Case]) -> Vec<Case> {
    cases.iter().flat_map(roles).collect()
}

/// The case of this id with an actor, `scenario-lost-ack@bob`, where `given` knows the case without.
pub fn with_role(id: &str, given: impl Fn(&str) -> Option<Case>) -> Option<Case> {
    let (original, _) = id.split_once('@')?;
    roles(&given(original)?)
        .into_iter()
        .find(|case| case.id == id)
}

fn roles(case: &Case) -> Vec<Case> {
    let [Step::Scenario(scenario)] = case.steps.as_slice() else {
        return Vec::new();
    };
    let actors = scenario.actors.iter();
    actors
        .map(|played| {
            let others = scenario
                .actors
                .iter()
                .filter(|actor| actor.name != played.name);
            let others = Beside {
                who: "the reference".to_owned(),
                instances: others.map(|actor| actor.name.clone()).collect(),
            };
            Case {
                id: format!("{}@{}", case.id, played.name),
                ..case.clone().with_beside(others)
            }
        })
        .collect()
}
