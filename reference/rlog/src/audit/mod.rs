//! Walking a published log and checking every hash in it, without believing anything that was kept.

mod problem;
mod walk;

pub use problem::Problem;
pub use walk::walk;
