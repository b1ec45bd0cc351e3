//! What one case is as a check: whether it is a vector or of a property, what made it, and what it asks.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use remote_log_conformance::fuzz::{Searched, searched};
use remote_log_conformance::properties;
use remote_log_conformance::runner::original;
use remote_log_conformance::vectors::{Case, Step, Suite};

/// A case as a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The property, where the case is of one; the vector's own id otherwise.
    pub name: String,
    /// What sort of check it is.
    pub sort: Sort,
    /// What made the case; a case that was written by hand has none.
    pub generator: Option<String>,
    /// A hash of everything that it asks, and of nothing that it expects.
    pub input: u64,
}

/// What sort of check a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A case that stands in a file.
    Vector,
    /// One of those that go with every run.
    Property,
    /// One of a search, which no run asks: it kills, and what it blames does not count.
    Search,
}

impl Check {
    /// Whether two checks share neither what made them nor what they ask.
    pub fn is_independent_of(&self, other: &Self) -> bool {
        let shared = self.generator.is_some() && self.generator == other.generator;
        !shared && self.input != other.input
    }
}

/// The checks, by the ids of their cases.
#[derive(Debug, Default)]
pub struct Checks(HashMap<String, Check>);

/// The histories of the model are judged by it wherever they stand: in vectors, and in a search.
const MODEL: &str = "the model";

/// The vector files that hold them begin so.
const OF_MODEL: &str = "model-";

impl Checks {
    /// What each of these cases is. A file of the suite says whether a program writes it.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>, suite: &Suite) -> Self {
        let written: HashMap<&str, String> = suite
            .files
            .iter()
            .filter(|file| file.generated.is_some())
            .map(|file| (file.yaml.name.as_str(), written_by(&file.yaml.name)))
            .collect();
        let check = |case: &Case| {
            let generator = written.get(case.place.file.as_str()).cloned();
            (case.id.clone(), check(case, generator))
        };
        cases.into_iter().map(check).collect()
    }

    /// The check that a case with this id is. A case that is asked again with real kills, or with the reference in the
    /// other roles, asks the same as before.
    pub fn check(&self, case: &str) -> Option<&Check> {
        let case = original(case);
        let case = case.split_once('@').map_or(case, |(scenario, _)| scenario);
        self.0.get(case)
    }
}

impl FromIterator<(String, Check)> for Checks {
    fn from_iter<I: IntoIterator<Item = (String, Check)>>(checks: I) -> Self {
        Self(checks.into_iter().collect())
    }
}

fn written_by(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    match name.starts_with(OF_MODEL) {
        true => MODEL.to_owned(),
        false => file.to_owned(),
    }
}

fn check(case: &Case, generator: Option<String>) -> Check {
    let input = input(case);
    let made = |name: &str, sort, generator: &str| Check {
        name: name.to_owned(),
        sort,
        generator: Some(generator.to_owned()),
        input,
    };
    match (properties::property_of(&case.id), searched(&case.id)) {
        (Some(name), _) => made(name, Sort::Property, name),
        (_, Some(Searched::Request)) => made("search of requests", Sort::Search, "the search"),
        (_, Some(Searched::History)) => made("search of histories", Sort::Search, MODEL),
        (None, None) => Check {
            name: case.id.clone(),
            sort: Sort::Vector,
            generator,
            input,
        },
    }
}

/// What is asked, without what is expected.
fn input(case: &Case) -> u64 {
    let mut hash = DefaultHasher::new();
    format!("{:?}", case.world).hash(&mut hash);
    for step in &case.steps {
        let asked = match step {
            Step::Do(asked) => {
                let mut asked = asked.clone();
                asked.expect.clear();
                Step::Do(asked)
            }
            Step::Scenario(scenario) => {
                let mut played = (**scenario).clone();
                played.claims.clear();
                Step::Scenario(Arc::new(played))
            }
            other => other.clone(),
        };
        format!("{asked:?}").hash(&mut hash);
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use remote_log_conformance::diagnostic::YamlText;
    use remote_log_conformance::registry::Registry;
    use remote_log_conformance::scenario::other_roles;

    /// A file of vectors with one case.
    fn file(name: &str, head: &str, case: &str, bytes: &str) -> YamlText {
        let text = format!(
            "subject: Pages\nabout: For the test.\n{head}cases:\n  - id: {case}\n    why: For the test.\n    \
             profile: core\n    do: page.decode\n    in: {{ bytes: \"{bytes}\" }}\n    expect:\n      \
             - {{ req: RL-WIRE-1, rejects: malformed }}\n"
        );
        YamlText::new(format!("vectors/{name}.yaml"), text)
    }

    const WRITTEN: &str = "generated: cargo xtask vectors\n";

    fn checks() -> Checks {
        let files = [
            file("by-hand", "", "one", "0a"),
            file("by-hand-too", "", "two", "0b"),
            file("same", "", "same", "0a"),
            file("story", WRITTEN, "story-one", "0c"),
            file("other", WRITTEN, "other-one", "0d"),
            file("model-reading", WRITTEN, "history", "0e"),
        ];
        let suite = Suite::read(files, &Registry::embedded()).unwrap_or_else(|e| panic!("{e}"));
        Checks::of(&suite.cases, &suite)
    }

    #[test]
    fn cases_by_hand_are_independent_if_they_ask_something_else() {
        let checks = checks();
        let independent = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|id| checks.check(id).expect(id));
            one.is_independent_of(other)
        };
        assert!(independent("one", "two"));
        assert!(!independent("one", "same"));
        assert!(!independent("one", "killed-one"));
        assert!(!independent("one", "one@bob"));
        assert!(independent("one", "story-one"));
        assert!(independent("story-one", "other-one"));
        assert!(!independent("story-one", "story-one"));
    }

    #[test]
    fn the_model_makes_vectors_and_the_histories_of_a_search() {
        let checks = checks();
        let history = checks.check("history").expect("it is a case");
        assert_eq!(history.generator.as_deref(), Some(MODEL));
        let registry = Registry::embedded();
        let suite = Suite::embedded(&registry).expect("it is good");
        let cases = remote_log_conformance::fuzz::batch(1, 40, &suite.cases);
        let found = Checks::of(&cases, &suite);
        let histories = cases.iter().filter(|case| case.id.contains("history"));
        for case in histories {
            let found = found.check(&case.id).expect("it is a case");
            assert!(!found.is_independent_of(history) && found.sort == Sort::Search);
        }
    }

    /// Nothing that is asserted is part of what is asked: in another role a scenario asks the same.
    #[test]
    fn every_case_of_the_suite_and_its_properties_is_a_check() {
        let registry = Registry::embedded();
        let suite = Suite::embedded(&registry).expect("it is good");
        let generated = properties::batch(1, 1);
        let mut cases = suite.cases.clone();
        cases.extend(generated.clone());
        let checks = Checks::of(&cases, &suite);
        for case in &generated {
            let check = checks.check(&case.id).expect("it is a case");
            assert_eq!(check.sort, Sort::Property);
            assert_eq!(check.generator.as_deref(), Some(check.name.as_str()));
        }
        for case in other_roles(&suite.cases) {
            assert!(checks.check(&case.id).is_some(), "{}", case.id);
        }
    }
}
