//! What is simulated: who writes how much to whom, over which connections, and with which helper.

mod form;
mod pace;
mod refuse;

pub use form::Form;
pub use pace::Pace;
pub use refuse::Impossible;

use serde::{Deserialize, Serialize};

/// Everything that decides a run, save its seed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Scenario {
    /// When nodes reach each other and the helper.
    pub model: Model,
    /// The part of the time in which a node can be reached, from 0 to 1.
    pub uptime: f64,
    /// The helper.
    pub helper: Form,
    /// Whether messages are sent at once or offered first.
    pub mode: Mode,
    /// When what was not answered is sent again.
    pub pace: Pace,
    /// How many nodes there are.
    pub nodes: u32,
    /// How many of them write, by turns.
    pub authors: u32,
    /// Who sends to whom.
    pub overlay: Overlay,
    /// How many messages are written.
    pub messages: u32,
    /// The epochs between one message and the next.
    pub every: u64,
    /// After how many epochs a run is given up.
    pub bound: u64,
}

/// When nodes reach each other and the helper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// Independent loss: every send goes out, and each arrives with the probability `uptime`.
    Loss,
    /// Connection windows: a node sends and receives only while it is online, in windows, by day and by night.
    Windows,
}

/// Whether messages are sent at once or offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// At once.
    Batch,
    /// Offered, and sent on request.
    Interactive,
}

/// Who sends to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overlay {
    /// Every author sends to every other node.
    Mesh,
    /// Every node has about this many neighbours, chosen at random, and passes on to them what it gets.
    Neighbours(u32),
}

impl Scenario {
    /// One message from Alice to Bob, batch mode, as the specification's defaults have it.
    pub fn pair(model: Model, uptime: f64, helper: Form) -> Self {
        Scenario {
            model,
            uptime,
            helper,
            mode: Mode::Batch,
            pace: Pace::Exponential,
            nodes: 2,
            authors: 1,
            overlay: Overlay::Mesh,
            messages: 1,
            every: 60,
            bound: 20_000_000,
        }
    }

    /// How many deliveries there are if every message reaches every node but its author.
    pub fn deliveries(&self) -> u64 {
        u64::from(self.messages) * u64::from(self.nodes - 1)
    }
}
