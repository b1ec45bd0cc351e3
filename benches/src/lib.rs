//! What the benchmarks share.

pub mod counted;
pub mod cpu;
pub mod effort;
pub mod log;
pub mod memory;
pub mod side_by_side;
