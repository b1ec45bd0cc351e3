//! Independent loss: the model of the published arithmetic.

use fastrand::Rng;

/// Independent loss. Every node sends whenever it likes, and each payload arrives with a probability, whatever became of
/// the others: the probability that its recipient is online. The helper is always there, so what goes to it arrives; what
/// it has for a node reaches the node, in each epoch, with the same probability.
#[derive(Debug)]
pub struct Loss {
    nodes: Vec<u32>,
    uptime: f64,
    rng: Rng,
}

impl Loss {
    pub(super) fn new(nodes: u32, uptime: f64, rng: Rng) -> Self {
        Loss {
            nodes: (0..nodes).collect(),
            uptime,
            rng,
        }
    }

    pub(super) fn online(&self) -> &[u32] {
        &self.nodes
    }

    pub(super) fn reaches(&mut self) -> bool {
        // `f64` is below 1, so that 1 is always and 0 is never.
        self.rng.f64() < self.uptime
    }
}
