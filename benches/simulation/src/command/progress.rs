//! How far the runs are.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on stderr; nothing where stderr is no terminal.
pub(super) fn bar(runs: usize) -> ProgressBar {
    let bar = ProgressBar::new(runs as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} runs, {eta} left") {
        bar.set_style(style);
    }
    bar
}
