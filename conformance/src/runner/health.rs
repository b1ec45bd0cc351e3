//! When a run gives an adapter up, so that it ends in bounded time whatever the adapter does.

/// What has gone wrong so far, over all adapters of a run.
#[derive(Debug, Default)]
pub(super) struct Health {
    hangs: usize,
    barren: usize,
    unstarted: usize,
    /// Why the last one did not start, a sentence.
    why: String,
}

/// Each hang costs a deadline.
const MOST_HANGS: usize = 20;

/// Adapters in a row that broke before they had settled one case.
const MOST_BARREN: usize = 100;

/// Adapters in a row that did not start.
const MOST_UNSTARTED: usize = 3;

impl Health {
    /// An adapter broke after it had settled so many cases.
    pub fn broke(&mut self, hung: bool, settled: usize) {
        self.hangs += usize::from(hung);
        self.barren = if settled == 0 { self.barren + 1 } else { 0 };
    }

    /// An adapter started.
    pub fn started(&mut self) {
        self.unstarted = 0;
    }

    /// An adapter did not start.
    pub fn unstarted(&mut self, why: String) {
        self.unstarted += 1;
        self.why = why;
    }

    /// Why no more is asked, if so: completes "the run gave the adapter up after …".
    pub fn given_up(&self) -> Option<String> {
        if self.hangs >= MOST_HANGS {
            Some(format!("it had hung {MOST_HANGS} times"))
        } else if self.barren >= MOST_BARREN {
            Some(format!(
                "it had broken {MOST_BARREN} times in a row without settling a case"
            ))
        } else if self.unstarted >= MOST_UNSTARTED {
            Some(format!(
                "it had failed to start {MOST_UNSTARTED} times in a row ({})",
                self.why
            ))
        } else {
            None
        }
    }
}
