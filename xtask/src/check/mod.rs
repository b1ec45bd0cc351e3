//! `cargo xtask check`: prose, registry, errata, schema, vectors, revisions and README say the same, or it says where they do not.

mod coverage;
mod in_step;
mod project;
mod prose;
mod revisions;
mod run;
mod schema;
mod shown;
mod sources;

pub use project::Project;
pub use run::run;

#[cfg(test)]
mod tests;
