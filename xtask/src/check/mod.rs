//! `cargo xtask check`: prose, registry, errata, schema and vectors say the same, or it says where they do not.

mod coverage;
mod finding;
mod project;
mod prose;
mod run;
mod schema;
mod sources;

pub use project::Project;
pub use run::run;

#[cfg(test)]
mod tests;
