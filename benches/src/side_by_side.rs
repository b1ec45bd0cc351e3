//! Times several ways of doing one thing in turns, so that whatever else the machine does slows all of them alike.

use std::time::{Duration, Instant};

/// The median time of each of `ways`, over `rounds` rounds (at least 1) in which each has its turn.
pub fn medians<const N: usize>(rounds: usize, mut ways: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (way, times) in ways.iter_mut().zip(&mut times) {
            let start = Instant::now();
            way();
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    })
}

/// How many times as long as `other` it took.
pub fn ratio(time: Duration, other: Duration) -> f64 {
    time.as_secs_f64() / other.as_secs_f64()
}
