//! When nodes reach each other and the helper.

mod day;
mod loss;
mod windows;

pub use loss::Loss;
pub use windows::Windows;

use fastrand::Rng;

use crate::scenario::{Model, Scenario};

/// When nodes reach each other and the helper, in one run.
#[derive(Debug)]
pub enum Connection {
    /// Every send goes out, and each arrives with a probability.
    Loss(Loss),
    /// A node is there only in its windows.
    Windows(Windows),
}

impl Connection {
    /// The connections of a scenario's nodes.
    pub fn new(scenario: &Scenario, rng: &mut Rng) -> Self {
        let (nodes, uptime) = (scenario.nodes, scenario.uptime);
        match scenario.model {
            Model::Loss => Connection::Loss(Loss::new(nodes, uptime, rng.fork())),
            Model::Windows => Connection::Windows(Windows::new(nodes, uptime, rng.fork())),
        }
    }

    /// The first epoch from `epoch` on in which somebody is there; none if nobody ever is again.
    pub fn advance(&mut self, epoch: u64) -> Option<u64> {
        match self {
            Connection::Loss(_) => Some(epoch),
            Connection::Windows(windows) => windows.advance(epoch),
        }
    }

    /// Who can send in this epoch, the nodes' numbers in order.
    pub fn online(&self) -> &[u32] {
        match self {
            Connection::Loss(loss) => loss.online(),
            Connection::Windows(windows) => windows.online(),
        }
    }

    /// Whether a node that can send can be reached too: by what a helper has for it, or by a payload.
    pub fn reaches(&mut self, node: u32) -> bool {
        match self {
            Connection::Loss(loss) => loss.reaches(),
            Connection::Windows(windows) => windows.online().binary_search(&node).is_ok(),
        }
    }

    /// Whether a node asks the helper for what it has, in an epoch in which it is online. A window asks at its start and
    /// now and then; an epoch that stands for itself is a start of its own.
    pub fn asks(&mut self, node: u32, epoch: u64) -> bool {
        match self {
            Connection::Loss(loss) => loss.reaches(),
            Connection::Windows(windows) => windows.asks(node, epoch),
        }
    }
}
