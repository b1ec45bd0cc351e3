//! When something that failed is tried again.

use super::Reason;

/// The longest that a reader waits before it tries again, in seconds.
const LONGEST: u64 = 3600;

/// When to try again what could not be had (RL-READ-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Retry {
    /// Why it could not be had.
    pub(super) reason: Reason,
    /// How often it was tried.
    pub(super) attempts: u32,
    /// The time from which it is due again.
    pub(super) at: u64,
}

impl Retry {
    /// What was never tried, because a bound was reached first, is due at once.
    pub(super) fn bound(now: u64) -> Self {
        Retry {
            reason: Reason::Bound,
            attempts: 0,
            at: now,
        }
    }

    /// The n-th failure waits 2^(n-1) seconds, an hour at most.
    pub(super) fn failed(before: Option<&Retry>, reason: Reason, now: u64) -> Self {
        let attempts = before.map_or(0, |retry| retry.attempts).saturating_add(1);
        let wait = 2u64
            .checked_pow(attempts - 1)
            .map_or(LONGEST, |wait| wait.min(LONGEST));
        Retry {
            reason,
            attempts,
            at: now.saturating_add(wait),
        }
    }

    pub(super) fn is_due(&self, now: u64) -> bool {
        self.at <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_an_hour() {
        let mut retry = None;
        let mut waits = Vec::new();
        for _ in 0..70 {
            retry = Some(Retry::failed(retry.as_ref(), Reason::NotFound, 100));
            waits.extend(retry.map(|retry| retry.at - 100));
        }
        assert_eq!(waits[..5], [1, 2, 4, 8, 16]);
        assert_eq!(waits[11..14], [2048, 3600, 3600]);
        assert_eq!(waits[69], 3600);
    }

    #[test]
    fn a_bound_is_due_at_once_and_is_no_attempt() {
        let failed = Retry::failed(None, Reason::Timeout, 5);
        assert!(!failed.is_due(5));
        let bound = Retry::bound(5);
        assert!(bound.is_due(5));
        assert_eq!(Retry::failed(Some(&bound), Reason::Timeout, 5), failed);
    }

    #[test]
    fn the_end_of_time_is_not_passed() {
        assert_eq!(Retry::failed(None, Reason::Timeout, u64::MAX).at, u64::MAX);
    }
}
