//! Waiting for a file that another process holds.

use std::thread;
use std::time::{Duration, Instant};

/// How long to wait before giving up.
pub const WAIT: Duration = Duration::from_secs(2);

/// Tries until it works, fails for another reason than `busy`, or [`WAIT`] is over.
pub fn until_free<T, E>(
    mut attempt: impl FnMut() -> Result<T, E>,
    busy: impl Fn(&E) -> bool,
) -> Result<T, E> {
    let begin = Instant::now();
    loop {
        match attempt() {
            Err(error) if busy(&error) && begin.elapsed() < WAIT => {
                thread::sleep(Duration::from_millis(20));
            }
            result => return result,
        }
    }
}
