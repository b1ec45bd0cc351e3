//! How much processor time this process and the children that it has waited for have taken, as Linux tells it: a figure
//! that other work on the machine changes little.

use std::fs;
use std::time::Duration;

/// Linux counts in hundredths of a second there, whatever its clock does.
const TICKS: u32 = 100;

/// The time so far; none where the system does not tell.
pub fn taken() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets, and may hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    let times = fields.split_whitespace().skip(11).take(4);
    let ticks: u32 = times
        .map(|ticks| ticks.parse::<u32>().ok())
        .sum::<Option<u32>>()?;
    Some(Duration::from_secs(1) * ticks / TICKS)
}
