//! The suite, and what was heard when the reference was asked a sample of it. It is made once.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{Case, Suite};

use super::heard::{Heard, hear};

/// How many cases are taken of those that use the same operations.
const ALIKE: usize = 2;

/// What seeds are made of.
#[derive(Debug)]
pub struct Material {
    /// The requirements.
    pub registry: Arc<Registry>,
    /// The vectors.
    pub suite: Suite,
    heard: OnceLock<Vec<Heard>>,
}

/// The one there is.
///
/// # Panics
/// If the vectors of this project cannot be read.
pub fn material() -> &'static Material {
    static MATERIAL: OnceLock<Material> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let registry = Arc::new(Registry::embedded());
        let suite = Suite::embedded(&registry).expect("the vectors of this project");
        Material {
            registry,
            suite,
            heard: OnceLock::new(),
        }
    })
}

impl Material {
    /// What was heard, case by case.
    pub fn heard(&self) -> &[Heard] {
        self.heard
            .get_or_init(|| self.sample().map(|case| hear(vec![case])).collect())
    }

    /// What a run of the harness is tried with: a decoder, a reader and a writer.
    pub fn run_cases(&self) -> Vec<Case> {
        let last = ["page.decode", "reader.sync", "writer.publish"];
        let uses = |operation| {
            let ends = |case: &&Case| case.operations().last() == Some(operation);
            self.suite.cases.iter().find(ends).cloned()
        };
        last.into_iter().filter_map(uses).collect()
    }

    /// Some cases of every kind. Nobody is killed in them, as the adapter is asked in this process.
    fn sample(&self) -> impl Iterator<Item = Case> {
        let mut alike: HashMap<Vec<&str>, usize> = HashMap::new();
        let asked = self.suite.cases.iter();
        let here = asked.filter(|case| !case.kills());
        let sample = here.filter(move |case| {
            let mut operations: Vec<&str> = case.operations().collect();
            operations.dedup();
            let alike = alike.entry(operations).or_default();
            *alike += 1;
            *alike <= ALIKE
        });
        sample.cloned()
    }
}
