//! The registry and the suite that a command works with.

use std::sync::Arc;

use super::error::CommandError;
use crate::cli::SuiteArgs;
use crate::properties;
use crate::registry::Registry;
use crate::runner::{killed, original};
use crate::scenario::with_role;
use crate::vectors::{Case, Suite};

/// What was loaded.
pub(super) struct Inputs {
    pub registry: Arc<Registry>,
    pub suite: Suite,
    /// The vector file or the directory of them, if they are not the embedded ones.
    pub vectors: Option<String>,
}

impl Inputs {
    /// The case with this id: a vector, a generated one, one of these with real kills, or a scenario in which the adapter
    /// plays one actor.
    pub fn case(&self, id: &str) -> Option<Case> {
        let given = |id: &str| {
            self.suite
                .case(id)
                .cloned()
                .or_else(|| properties::replay(id))
        };
        given(id)
            .or_else(|| with_role(id, given))
            .or_else(|| killed(&given(original(id))?))
    }
}

pub(super) fn load(args: &SuiteArgs) -> Result<Inputs, CommandError> {
    let registry = Registry::embedded();
    let suite = match &args.vectors {
        Some(path) => Suite::at(path, &registry)?,
        None => Suite::embedded(&registry)?,
    };
    let vectors = args.vectors.as_ref().map(|path| path.display().to_string());
    Ok(Inputs {
        registry: Arc::new(registry),
        suite,
        vectors,
    })
}
