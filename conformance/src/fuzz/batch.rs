//! The first cases of a search, for a run that asks them beside the suite's.

use super::input::Input;
use super::material::Material;
use crate::vectors::Case;

/// What a case of a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// One request.
    Request,
    /// A history, which the model judges.
    History,
}

const REQUEST: &str = "search-request-";
const HISTORY: &str = "search-history-";

/// The cases among the first `count` inputs of a search with this seed that assert something, recommendations too.
/// Their ids tell what they are, the seed, and the number of the input: `search-history-1-17`.
pub fn batch(seed: u64, count: u64, material: &[Case]) -> Vec<Case> {
    let material = Material::of(material);
    let case = |number| {
        let input = Input::generate(seed, number, &material);
        let what = match input {
            Input::Codec(_) => REQUEST,
            Input::History { .. } => HISTORY,
        };
        let case = input.case(format!("{what}{seed}-{number}"))?;
        let asserts = case.requests().any(|asked| !asked.expect.is_empty());
        asserts.then_some(case)
    };
    (0..count).filter_map(case).collect()
}

/// What a case with this id is, if it is of a search.
pub fn searched(id: &str) -> Option<Searched> {
    if id.starts_with(REQUEST) {
        Some(Searched::Request)
    } else {
        id.starts_with(HISTORY).then_some(Searched::History)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Registry;
    use crate::vectors::{Step, Suite};

    #[test]
    fn the_ids_tell_requests_from_histories() {
        let suite = Suite::embedded(&Registry::embedded()).expect("it is good");
        let cases = batch(1, 40, &suite.cases);
        assert!(cases.len() > 30, "{} of 40 assert something", cases.len());
        for case in &cases {
            let requests = case.steps.iter().all(|step| match step {
                Step::Do(asked) => {
                    !asked.op.starts_with("reader.") && !asked.op.starts_with("writer.")
                }
                _ => false,
            });
            let what = match requests {
                true => Searched::Request,
                false => Searched::History,
            };
            assert_eq!(searched(&case.id), Some(what), "{}", case.id);
        }
        assert_eq!(searched("message-id-ascii"), None);
    }
}
