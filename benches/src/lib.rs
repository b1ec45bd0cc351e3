//! What the benchmarks share.

pub mod effort;
pub mod side_by_side;
