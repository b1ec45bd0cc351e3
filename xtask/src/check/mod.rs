//! `cargo xtask check`: prose, registry, errata, schema, vectors and README say the same, or it says where they do not.

mod coverage;
mod finding;
mod in_step;
mod project;
mod prose;
mod run;
mod schema;
mod shown;
mod sources;

pub use project::Project;
pub use run::run;

#[cfg(test)]
mod tests;
