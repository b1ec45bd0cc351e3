//! When what was not answered is sent again.

use remote_log_mvds::Backoff;
use serde::{Deserialize, Serialize};

/// When what was not answered is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// Every second epoch, so that an answer has the time to come before the next send. It is the setting that the
    /// published arithmetic fits: each send is an attempt of its own.
    Constant,
    /// With the back-off that the specification recommends: after 2, 4, 8 … 256 epochs, and from the beginning again
    /// (RL-SYNC-6).
    Exponential,
}

impl Pace {
    /// The node's setting.
    pub fn backoff(self) -> Backoff {
        match self {
            Pace::Constant => Backoff {
                first: 2,
                most: 2,
                ..Backoff::default()
            },
            Pace::Exponential => Backoff::default(),
        }
    }
}
