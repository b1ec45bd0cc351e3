//! Where something stands in the file of a record, which has a line for each thing.

use std::ops::Bound;

use super::recorded::Record;

impl Record {
    /// The line of the suite's version, counted from 1.
    pub const SUITE_LINE: u32 = 5;

    /// The line of a case, counted from 1: its own, or that of the first case after it if it is not recorded.
    pub fn line(&self, case: &str) -> u32 {
        let range = (Bound::Unbounded, Bound::Excluded(case));
        let before = self.cases.range::<str, _>(range).count();
        // Five lines of the implementation and the suite, and the one that opens the cases.
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(7)
    }
}
