//! A count of what passes, from readings that may jump.

/// Counts epochs or seconds from readings of the outside world.
///
/// A reading that lies before the last one makes nothing pass, and what follows is counted from there. So nothing is
/// due too early, and a clock that once ran far ahead leaves nothing waiting for that far day to come (RL-SYNC-44,
/// RL-SYNC-45).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Clock {
    /// The last reading; none before the first.
    pub(crate) reading: Option<u64>,
    /// The count. It never falls.
    pub(crate) at: u64,
}

impl Clock {
    /// Takes a reading, and answers whether it jumped back.
    pub(crate) fn observe(&mut self, reading: u64) -> bool {
        let back = match self.reading {
            None => {
                self.at = reading;
                false
            }
            Some(last) if reading >= last => {
                self.at = self.at.saturating_add(reading - last);
                false
            }
            Some(_) => true,
        };
        self.reading = Some(reading);
        back
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_follows_the_readings_and_outlives_their_jumps() {
        let mut clock = Clock::default();
        let counts = [7, 9, 1_000_000, 10, 10, 13].map(|reading| {
            clock.observe(reading);
            clock.at
        });
        assert_eq!(counts, [7, 9, 1_000_000, 1_000_000, 1_000_000, 1_000_003]);
    }
}
