//! The page `spec/simulation.md` and its plots, made of results and of nothing else.

mod figure;
mod findings;
mod lookup;
mod plot;
mod plots;
mod tables;
mod text;

pub use figure::{Figure, label};

use crate::results::Results;

/// A file of the page.
#[derive(Debug)]
pub struct File {
    /// Its path, from the folder of the specification.
    pub path: String,
    /// What is in it.
    pub content: String,
}

/// Why a page cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A scenario that the page speaks of is not among the results.
    #[error("the results lack {0}; measure everything again")]
    Lacks(String),
    /// A plot cannot be drawn.
    #[error("the plot {0} cannot be drawn: {1}")]
    Plot(String, String),
    /// The results cannot be written.
    #[error("the results cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Where the results are, from the folder of the specification.
pub const RESULTS: &str = "simulation/results.json";

/// All files of the page.
pub fn files(results: &Results) -> Result<Vec<File>, PageError> {
    let mut files = plots::plots(results)?;
    files.push(File {
        path: RESULTS.to_owned(),
        content: results.json()?,
    });
    files.push(File {
        path: "simulation.md".to_owned(),
        content: text::text(results)?,
    });
    Ok(files)
}
