//! Day and night.

/// The epochs of a day: an epoch is a second.
const DAY: u64 = 86_400;
/// The epochs of a day from waking to sleep.
const AWAKE: u64 = 16 * 3_600;
/// By how much more people are online by day than the average, as long as the night leaves room for that: 16 hours of
/// 10/7 and 8 hours of 1/7 make 24 hours of 1.
const BY_DAY: f64 = 10.0 / 7.0;

/// Day and night, the same for all nodes of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    /// The time of the day at epoch 0.
    start: u64,
    uptime: f64,
}

impl Day {
    /// Days on which a node is online for this part of the time, which begin at any time.
    pub(super) fn new(uptime: f64, start: u64) -> Self {
        Day {
            start: start % DAY,
            uptime,
        }
    }

    /// The part of the time in which a node is online at this time of the day. By night it is a tenth of what it is by
    /// day, and more only where the day is full.
    pub(super) fn uptime(&self, epoch: u64) -> f64 {
        let by_day = (self.uptime * BY_DAY).min(1.0);
        match self.time(epoch) < AWAKE {
            true => by_day,
            false => 3.0 * self.uptime - 2.0 * by_day,
        }
    }

    /// When the next day or night begins.
    pub(super) fn next(&self, epoch: u64) -> u64 {
        let time = self.time(epoch);
        let end = if time < AWAKE { AWAKE } else { DAY };
        epoch + end - time
    }

    fn time(&self, epoch: u64) -> u64 {
        (self.start + epoch) % DAY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_the_uptime_that_it_should_have_and_nights_are_quieter() {
        for uptime in [0.01, 0.1, 0.5, 0.7, 0.9, 1.0] {
            let day = Day::new(uptime, 0);
            let (by_day, by_night) = (day.uptime(0), day.uptime(AWAKE));
            let mean = (16.0 * by_day + 8.0 * by_night) / 24.0;
            assert!((mean - uptime).abs() < 1e-9, "{uptime}: {mean}");
            assert!(by_night <= by_day && by_day <= 1.0, "{uptime}");
        }
    }

    #[test]
    fn days_and_nights_follow_each_other() {
        let day = Day::new(0.1, AWAKE - 10);
        assert_eq!(day.next(0), 10);
        assert_eq!(day.next(10), 10 + DAY - AWAKE);
        assert_eq!(day.next(11), 10 + DAY - AWAKE);
    }
}
