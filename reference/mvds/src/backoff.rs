//! When what was not answered is sent again.

/// The epochs between one send of a record and the next.
///
/// The delay doubles from `first` until it has reached `most`, and begins again with `first` (RL-SYNC-6). It also begins
/// again when the peer shows that it is there (RL-SYNC-7). A bound of 0 counts as 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The shortest delay. Two epochs leave an answer the time to come.
    pub first: u64,
    /// The longest delay.
    pub most: u64,
    /// The delay of what a helper says the peer has (RL-SYNC-35).
    pub parked: u64,
}

impl Default for Backoff {
    /// The values that the specification recommends.
    fn default() -> Self {
        Backoff {
            first: 2,
            most: 256,
            parked: 4096,
        }
    }
}

/// How fast a record is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// So many delays are behind it since the back-off last began.
    Step(u8),
    /// A helper says that the peer has the message.
    Parked,
}

impl Backoff {
    /// The delay after a send, and the pace from there on.
    pub(crate) fn after(&self, pace: Pace) -> (u64, Pace) {
        let Pace::Step(step) = pace else {
            return (self.parked.max(1), Pace::Parked);
        };
        let doubled = self.first().saturating_mul(1 << step.min(63));
        if doubled < self.most {
            (doubled, Pace::Step(step.saturating_add(1)))
        } else {
            (self.most.max(1), Pace::Step(0))
        }
    }

    /// The shortest delay.
    pub(crate) fn first(&self) -> u64 {
        self.first.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(backoff: Backoff, mut pace: Pace, count: usize) -> Vec<u64> {
        (0..count)
            .map(|_| {
                let (delay, next) = backoff.after(pace);
                pace = next;
                delay
            })
            .collect()
    }

    /// RL-SYNC-6.
    #[test]
    fn the_delay_doubles_up_to_the_bound_and_begins_again() {
        let backoff = |first, most| Backoff {
            first,
            most,
            parked: 100,
        };
        let start = Pace::Step(0);
        assert_eq!(delays(backoff(2, 10), start, 6), [2, 4, 8, 10, 2, 4]);
        assert_eq!(delays(backoff(1, 1), start, 3), [1, 1, 1]);
        assert_eq!(delays(backoff(0, 0), start, 3), [1, 1, 1]);
        assert_eq!(delays(backoff(2, 10), Pace::Parked, 2), [100, 100]);
        let far = delays(backoff(3, u64::MAX), start, 70);
        assert!(far.iter().all(|delay| *delay > 0), "{far:?}");
    }
}
