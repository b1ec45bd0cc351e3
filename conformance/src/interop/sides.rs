//! Who plays whom when two implementations meet in a case.

use crate::vectors::{Beside, Case, Step};

/// The case with its instances dealt to two sides: Alice's stay with the adapter that is asked, and Bob, who is told here as
/// `bob`, plays the others. `None` for a case in which nobody meets anybody.
///
/// In a scenario Alice is the first of the actors. In another case she is the first writer, and Bob is every other writer
/// and every reader. Readers alone meet nobody: what they read comes from the case.
pub(super) fn deal(case: &Case, bob: &str) -> Option<Case> {
    let instances = others(case);
    (!instances.is_empty()).then(|| {
        case.clone().with_beside(Beside {
            who: bob.to_owned(),
            instances,
        })
    })
}

/// The instances that are Bob's.
fn others(case: &Case) -> Vec<String> {
    if let [Step::Scenario(scenario)] = case.steps.as_slice() {
        let others = scenario.actors.iter().skip(1);
        return others.map(|actor| actor.name.clone()).collect();
    }
    let opened = |op: &str| {
        let mut names: Vec<String> = Vec::new();
        for asked in case.requests().filter(|asked| asked.op == op) {
            let name = asked.instance().unwrap_or_default().to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let writers = opened("writer.open");
    let readers = if writers.is_empty() {
        Vec::new()
    } else {
        opened("reader.open")
    };
    writers.into_iter().skip(1).chain(readers).collect()
}
