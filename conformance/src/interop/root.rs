//! What is at the root of findings: whoever computes ids wrongly fails at everything that ids are needed for.

use std::collections::{BTreeMap, BTreeSet};

use super::blame::Finding;
use super::pair::{Player, Table};
use crate::judge::blame;
use crate::vectors::Case;

/// The findings with those put together that have one root: the requirement farthest down their needs that the
/// implementation breaks, in the matrix or in the cases of its own.
pub(super) fn by_root(
    table: &Table<'_>,
    players: &[Player],
    cases: &[Case],
    findings: Vec<Finding>,
) -> Vec<Finding> {
    let mut broken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in &findings {
        if let Some(requirement) = &finding.requirement {
            let of_it = broken.entry(finding.blamed.clone()).or_default();
            of_it.insert(requirement.clone());
        }
    }
    for player in players {
        if let Some(of_it) = broken.get_mut(&player.implementation.name) {
            of_it.extend(table.breaks_alone(player, cases));
        }
    }
    let mut all: Vec<Finding> = Vec::new();
    for mut finding in findings {
        finding.requirement = finding.requirement.map(|own| {
            let of_it = broken.get(&finding.blamed).into_iter().flatten();
            let of_it: BTreeSet<&str> = of_it.map(String::as_str).collect();
            let root = blame(table.registry, &of_it, &own).blocked_by;
            root.unwrap_or(own)
        });
        let same = |known: &&mut Finding| {
            known.blamed == finding.blamed && known.requirement == finding.requirement
        };
        match all.iter_mut().find(same) {
            Some(known) => {
                known.shows_as.extend(finding.shows_as);
                known.seen.extend(finding.seen);
            }
            None => all.push(finding),
        }
    }
    all
}
