//! The end of what an adapter wrote to standard error.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How much is kept, in bytes.
const KEPT: usize = 16 * 1024;

/// A ring of the bytes written last; free text, to be shown when something fails.
#[derive(Debug, Clone, Default)]
pub struct Stderr(Arc<Mutex<Ring>>);

#[derive(Debug, Default)]
struct Ring {
    bytes: VecDeque<u8>,
    /// How many bytes have come in all.
    total: u64,
}

/// A moment in what was written, so that one can ask for what came since.
#[derive(Debug, Clone, Copy, Default)]
pub struct StderrMark(u64);

impl Stderr {
    /// Takes bytes in, and forgets the oldest.
    pub fn push(&self, bytes: &[u8]) {
        let mut ring = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ring.total += bytes.len() as u64;
        ring.bytes
            .extend(&bytes[bytes.len().saturating_sub(KEPT)..]);
        let over = ring.bytes.len().saturating_sub(KEPT);
        ring.bytes.drain(..over);
    }

    /// Now.
    pub fn mark(&self) -> StderrMark {
        StderrMark(self.0.lock().unwrap_or_else(PoisonError::into_inner).total)
    }

    /// What came since, as far as it is kept.
    pub fn since(&self, mark: StderrMark) -> String {
        let ring = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = usize::try_from(ring.total - mark.0).unwrap_or(usize::MAX);
        let skipped = ring.bytes.len().saturating_sub(wanted);
        let bytes: Vec<u8> = ring.bytes.iter().skip(skipped).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_bytes_are_kept() {
        let stderr = Stderr::default();
        stderr.push(b"old ");
        let mark = stderr.mark();
        stderr.push(b"new");
        assert_eq!(stderr.since(mark), "new");
        assert_eq!(stderr.since(StderrMark::default()), "old new");
        for _ in 0..10 {
            stderr.push(&[b'x'; KEPT]);
        }
        stderr.push(b"end");
        let all = stderr.since(StderrMark::default());
        assert!(all.len() == KEPT && all.ends_with("xend"));
    }
}
