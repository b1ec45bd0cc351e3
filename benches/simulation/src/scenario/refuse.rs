//! Scenarios that make no sense.

use super::{Overlay, Scenario};

/// The most nodes and messages that are simulated. More would need more memory than a machine is sure to have.
const MOST_NODES: u32 = 10_000;
const MOST_DELIVERIES: u64 = 10_000_000;

/// Why a scenario cannot be run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Impossible {
    /// A part of the time is a number from 0 to 1.
    #[error("the uptime is {0}; give a part of the time from 0 to 1, 0.1 for 10 %")]
    Uptime(f64),
    /// A message needs a sender and a recipient.
    #[error("{0} nodes cannot sync; give 2 to {MOST_NODES}")]
    Nodes(u32),
    /// Only nodes write.
    #[error("{authors} of {nodes} nodes cannot write; give 1 to {nodes} authors")]
    Authors {
        /// How many were to write.
        authors: u32,
        /// How many there are.
        nodes: u32,
    },
    /// There is nothing to measure, or too much.
    #[error(
        "{0} messages to every other node are not simulated; give at least 1 message, and at most {MOST_DELIVERIES} deliveries"
    )]
    Messages(u32),
    /// A ring is the least that connects everybody.
    #[error("{0} neighbours do not connect {1} nodes; give 2 to {most}", most = .1 - 1)]
    Neighbours(u32, u32),
    /// Helpers serve those who send to each other.
    #[error(
        "with neighbours that pass messages on only `none` is simulated: a node takes a helper's word only for authors that it also sends to; leave the helper or the neighbours out"
    )]
    Forwarded,
}

impl Scenario {
    /// Says why the scenario cannot be run, if it cannot.
    pub fn check(&self) -> Result<(), Impossible> {
        let Scenario {
            uptime,
            nodes,
            authors,
            messages,
            ..
        } = *self;
        if !(0.0..=1.0).contains(&uptime) {
            return Err(Impossible::Uptime(uptime));
        }
        if !(2..=MOST_NODES).contains(&nodes) {
            return Err(Impossible::Nodes(nodes));
        }
        if !(1..=nodes).contains(&authors) {
            return Err(Impossible::Authors { authors, nodes });
        }
        if messages == 0 || self.deliveries() > MOST_DELIVERIES {
            return Err(Impossible::Messages(messages));
        }
        match self.overlay {
            Overlay::Neighbours(count) if !(2..nodes).contains(&count) => {
                Err(Impossible::Neighbours(count, nodes))
            }
            Overlay::Neighbours(_) if self.helper != super::Form::None => {
                Err(Impossible::Forwarded)
            }
            _ => Ok(()),
        }
    }

    /// Why no run of the scenario can end before its bound, if none can.
    pub fn cannot_end(&self) -> Option<&'static str> {
        (self.uptime == 0.0).then_some(match self.model {
            super::Model::Loss => {
                "nothing ever arrives at an uptime of 0, so no sender ever stops; every run goes to its bound"
            }
            super::Model::Windows => {
                "nobody is ever online at an uptime of 0, so nothing is ever sent; every run goes to its bound"
            }
        })
    }
}
