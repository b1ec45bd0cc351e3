//! An input of the search: what is made by chance, asked as a case, told to a person and made simpler.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::codec::Codec;
use super::history;
use super::material::Material;
use crate::histories::History;
use crate::runner::killed;
use crate::vectors::Case;

/// An input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// One request.
    Codec(Codec),
    /// A history.
    History {
        history: History,
        /// Whether crashes are real kills of the adapter.
        killed: bool,
    },
}

/// One case in so many is of one request.
const CODECS: usize = 4;

/// One history in so many is asked with real kills, if it has crashes: a kill takes as long as a hundred histories.
const KILLED: usize = 1000;

impl Input {
    /// The input with this number. It depends on the seed, the number and the material alone.
    pub fn generate(seed: u64, number: u64, material: &Material) -> Self {
        let chance = &mut Chance::new(seed, number);
        if chance.one_in(CODECS) {
            Self::Codec(Codec::generate(chance, material))
        } else {
            Self::History {
                history: history::generate(chance),
                killed: chance.one_in(KILLED),
            }
        }
    }

    /// The case that asks it, without a reason; `None` where there is nothing to ask.
    pub fn case(&self, id: String) -> Option<Case> {
        match self {
            Self::Codec(codec) => Some(codec.case()?.into_case(id)),
            Self::History {
                history,
                killed: real,
            } => {
                let case = history.untold(id);
                if *real { killed(&case) } else { Some(case) }
            }
        }
    }

    /// What happens, a line for each thing.
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::Codec(codec) => codec.told(),
            Self::History { history, .. } => history.told(),
        }
    }

    /// Names for bytes in its case, where it has some.
    pub fn names(&self) -> BTreeMap<String, Vec<u8>> {
        match self {
            Self::Codec(_) => BTreeMap::new(),
            Self::History { history, .. } => history.names(),
        }
    }

    /// How many things happen.
    pub fn length(&self) -> usize {
        match self {
            Self::Codec(_) => 1,
            Self::History { history, .. } => history.length(),
        }
    }

    /// Simpler inputs, the boldest first. Following any of them again and again comes to an end.
    pub fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Codec(codec) => codec.simpler().into_iter().map(Self::Codec).collect(),
            Self::History { history, killed } => {
                let dropped = killed.then(|| Self::History {
                    history: history.clone(),
                    killed: false,
                });
                let shorter = history::simpler(history).into_iter();
                dropped
                    .into_iter()
                    .chain(shorter.map(|history| Self::History {
                        history,
                        killed: *killed,
                    }))
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::YamlText;
    use crate::registry::Registry;
    use crate::vectors::{NewFile, Step, Suite};

    fn material() -> Material {
        let suite = Suite::embedded(&Registry::embedded()).expect("it is good");
        Material::of(&suite.cases)
    }

    #[test]
    fn the_same_seed_and_number_give_the_same_input() {
        let material = material();
        let inputs = |seed| -> Vec<Input> {
            let numbers = 0..50;
            numbers
                .map(|number| Input::generate(seed, number, &material))
                .collect()
        };
        assert_eq!(inputs(7), inputs(7));
        assert_ne!(inputs(7), inputs(8));
    }

    /// What is found must be a vector file, whatever it is.
    #[test]
    fn every_input_can_be_written_as_a_vector_file_and_read() {
        let (material, registry) = (material(), Registry::embedded());
        let inputs = (0..300).map(|number| Input::generate(3, number, &material));
        let cases: Vec<Case> = inputs
            .enumerate()
            .filter_map(|(number, input)| {
                let mut case = input.case(format!("fuzz-{number}"))?;
                case.why = input.told().join("\n");
                Some(case)
            })
            .collect();
        assert!(cases.len() > 250, "{} of 300 can be asked", cases.len());
        let text = NewFile {
            subject: "Inputs",
            about: "By chance",
            generated: None,
            revision: registry.revision(),
            names: &BTreeMap::new(),
            cases: &cases,
        }
        .text();
        let read = Suite::read([YamlText::new("inputs.yaml", text)], &registry);
        let read = read.unwrap_or_else(|error| panic!("{error}"));
        for (read, case) in read.cases.iter().zip(&cases) {
            assert_eq!(read.why, case.why);
            assert_eq!(read.steps.len(), case.steps.len());
        }
    }

    #[test]
    fn histories_are_long_enough_to_go_wrong() {
        let material = material();
        let mut steps: Vec<usize> = (0..400)
            .filter_map(|number| match Input::generate(4, number, &material) {
                Input::Codec(_) => None,
                history => Some(history.case("fuzz".to_owned())?),
            })
            .map(|case| {
                let asked = case.steps.iter();
                asked.filter(|step| matches!(step, Step::Do(_))).count()
            })
            .collect();
        steps.sort_unstable();
        let median = steps[steps.len() / 2];
        assert!(median >= 8, "the median history has {median} requests");
    }

    /// Otherwise shrinking could go round in circles.
    #[test]
    fn a_simpler_input_is_another_one_and_there_are_ever_fewer_of_them() {
        let material = material();
        for number in 0..40 {
            let mut input = Input::generate(5, number, &material);
            let mut steps = 0;
            // The last candidate is the least bold one: this way is the longest.
            while let Some(simpler) = input.simpler().pop() {
                assert_ne!(simpler, input);
                input = simpler;
                steps += 1;
                assert!(steps < 10_000, "{input:?}");
            }
        }
    }
}
