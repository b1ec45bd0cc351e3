//! Unix time, now and as a person reads it.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds of Unix time as a date; as a bare number where no calendar of four-digit years has the second.
pub struct UtcTime(pub i64);

impl fmt::Display for UtcTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// The last second of the year 9999.
        const LAST: u64 = 253_402_300_799;
        match u64::try_from(self.0) {
            Ok(seconds @ ..=LAST) => {
                let time = UNIX_EPOCH + Duration::from_secs(seconds);
                humantime::format_rfc3339_seconds(time).fmt(f)
            }
            _ => write!(f, "second {}", self.0),
        }
    }
}

/// The seconds of Unix time until now; 0 on a machine whose clock stands before 1970.
pub fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::UtcTime;

    #[test]
    fn every_timestamp_has_a_form() {
        assert_eq!(UtcTime(1_570_190_400).to_string(), "2019-10-04T12:00:00Z");
        assert_eq!(UtcTime(253_402_300_799).to_string(), "9999-12-31T23:59:59Z");
        for seconds in [i64::MIN, -1, 253_402_300_800, i64::MAX] {
            assert_eq!(UtcTime(seconds).to_string(), format!("second {seconds}"));
        }
    }
}
