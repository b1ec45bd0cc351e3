//! All that the page is made of, as `spec/simulation/results.json` holds it.

use serde::{Deserialize, Serialize};

use crate::measured::Measured;
use crate::scenario::Form;

/// All that the page is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The version of the simulation.
    pub version: String,
    /// The command line that measures the same again.
    pub command: String,
    /// What all randomness came from.
    pub seed: u64,
    /// One message at 10 % under independent loss.
    pub published: Vec<Measured>,
    /// One message at every uptime.
    pub uptimes: Vec<Measured>,
    /// Two nodes that write by turns.
    pub conversation: Vec<Measured>,
    /// A hundred messages to ever more nodes.
    pub nodes: Vec<Measured>,
    /// Ever more messages among ten nodes.
    pub messages: Vec<Measured>,
}

/// Those with this helper.
pub fn with(all: &[Measured], helper: Form) -> impl Iterator<Item = &Measured> {
    all.iter().filter(move |it| it.scenario.helper == helper)
}

impl Results {
    /// The results as JSON, with each measured scenario on a line of its own, so that a change shows where it is.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(self)?;
        Ok(json.replace("{\"scenario\"", "\n{\"scenario\"") + "\n")
    }
}
