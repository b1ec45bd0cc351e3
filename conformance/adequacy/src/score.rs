//! What the suite makes of one mutant: which checks kill it, which two of them are independent, and what they blame.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use remote_log_conformance::registry::Level;

use crate::checks::{Check, Checks, Sort};
use crate::trial::{Red, Trial};

/// The verdict on a mutant, in parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// The ids of the vectors that kill it, in the order of the suite.
    pub vectors: Vec<String>,
    /// The properties that do, each once; a search is one.
    pub properties: Vec<String>,
    /// Two checks that kill it and have nothing in common.
    pub independent: Option<[String; 2]>,
    /// What all the killing checks share, where no two are independent: what made them, in words.
    pub shared: Option<String>,
    /// The requirements that killing cases of a run blame, and how many do; the most blamed first.
    pub blamed: Vec<(String, usize)>,
    /// The requirements that are blamed by warnings, where failures kill; and the other way round.
    pub besides: Vec<String>,
    /// The first case of a run that kills it.
    pub first: Option<Red>,
    /// The first case that fails although a warning was due.
    pub too_grave: Option<Red>,
}

impl Score {
    /// Whether anything kills it.
    pub fn killed(&self) -> bool {
        !(self.vectors.is_empty() && self.properties.is_empty())
    }

    /// How many killing cases blame this requirement.
    pub fn blames(&self, requirement: &str) -> usize {
        let found = self.blamed.iter().find(|(id, _)| id == requirement);
        found.map_or(0, |(_, count)| *count)
    }

    /// How many requirements are blamed in all.
    pub fn ids(&self) -> usize {
        self.blamed.len() + self.besides.len()
    }
}

/// Scores a trial. A mutant of a MUST is killed by failures; one of a recommendation by warnings.
pub fn score(trial: &Trial, level: Level, checks: &Checks) -> Score {
    let by_warnings = level != Level::Must;
    let mut score = Score::default();
    let (mut kills, mut blaming, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for red in &trial.reds {
        let Some(check) = checks.check(&red.case) else {
            continue;
        };
        let of_run = check.sort != Sort::Search;
        if red.warns == by_warnings {
            kills.push(check);
            blaming.extend(of_run.then_some(red));
        } else {
            others.extend(of_run.then_some(red));
        }
    }
    for check in &kills {
        let names = match check.sort {
            Sort::Vector => &mut score.vectors,
            Sort::Property | Sort::Search => &mut score.properties,
        };
        if !names.contains(&check.name) {
            names.push(check.name.clone());
        }
    }
    score.independent = independent(&kills);
    if score.independent.is_none() {
        score.shared = kills.first().map(|check| match &check.generator {
            Some(generator) => format!("all of it made by {generator}"),
            None => format!("all of it asked by {}", check.name),
        });
    }
    score.first = blaming.first().map(|&red| red.clone());
    score.too_grave = others.iter().find(|red| !red.warns).map(|&red| red.clone());
    score.blamed = blamed(&blaming);
    for (id, _) in blamed(&others) {
        if score.blames(&id) == 0 {
            score.besides.push(id);
        }
    }
    score
}

fn blamed(reds: &[&Red]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for red in reds {
        *counts.entry(&red.requirement).or_default() += 1;
    }
    let mut blamed: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(id, count)| (id.to_owned(), count))
        .collect();
    blamed.sort_by_key(|(_, count)| Reverse(*count));
    blamed
}

fn independent(kills: &[&Check]) -> Option<[String; 2]> {
    // Mostly the first two are independent already; at worst a few thousand are compared with each other.
    let pairs = kills
        .iter()
        .enumerate()
        .flat_map(|(nth, one)| kills[nth + 1..].iter().map(move |other| (*one, *other)));
    pairs
        .into_iter()
        .find(|(one, other)| one.is_independent_of(other))
        .map(|(one, other)| [one.name.clone(), other.name.clone()])
}
