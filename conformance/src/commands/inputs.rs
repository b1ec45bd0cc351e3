//! The registry and the suite that a command works with.

use std::sync::Arc;

use super::error::CommandError;
use crate::cli::SuiteArgs;
use crate::registry::Registry;
use crate::vectors::Suite;

/// What was loaded.
pub(super) struct Inputs {
    pub registry: Arc<Registry>,
    pub suite: Suite,
    /// The directory of the vectors, if they are not the embedded ones.
    pub vectors: Option<String>,
}

pub(super) fn load(args: &SuiteArgs) -> Result<Inputs, CommandError> {
    let registry = Registry::embedded();
    let suite = match &args.vectors {
        Some(directory) => Suite::directory(directory, &registry)?,
        None => Suite::embedded(&registry)?,
    };
    let vectors = args
        .vectors
        .as_ref()
        .map(|directory| directory.display().to_string());
    Ok(Inputs {
        registry: Arc::new(registry),
        suite,
        vectors,
    })
}
