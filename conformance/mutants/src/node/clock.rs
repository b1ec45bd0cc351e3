//! A count of a node's own, which never goes back, whatever it is told.

use serde::{Deserialize, Serialize};

use crate::faults::{Faulty, SyncFault};

/// Counts by how far the told number advances (`RL-SYNC-44`, `RL-SYNC-45`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    told: u64,
    /// The count.
    pub count: u64,
}

impl Clock {
    /// Takes the number that is told now. The answer is whether it went back.
    pub fn tell(&mut self, told: u64, faulty: Faulty) -> bool {
        self.count = match faulty.has(SyncFault::FarDayAwaited) {
            true => self.count.max(told),
            false => self.count + told.saturating_sub(self.told),
        };
        let back = told < self.told;
        self.told = told;
        back
    }
}
