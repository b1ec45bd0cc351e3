//! A line on standard error while a search goes on, where that is a terminal.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::fuzz::Event;
use crate::plural::plural;

/// The line. Where standard error is no terminal it shows nothing.
#[derive(Debug)]
pub struct Progress {
    line: ProgressBar,
    begun: Instant,
    most: String,
}

impl Progress {
    /// A line that shows itself once there is an adapter; `most` are the bounds of the search, in words.
    pub fn new(most: String) -> Self {
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{elapsed}  {msg}") {
            line.set_style(style);
        }
        Self {
            line,
            begun: Instant::now(),
            most,
        }
    }

    /// Something happened.
    pub fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Adapter(_) => {
                self.begun = Instant::now();
                self.line.set_draw_target(ProgressDrawTarget::stderr());
            }
            Event::Searching(asked) => {
                let rate = *asked as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
                let message = format!("{asked} cases, {rate:.0} a second ({})", self.most);
                self.line.set_message(message);
            }
            Event::Shrinking(blame, length) => {
                let length = plural(*length, "action");
                self.line
                    .set_message(format!("{}: shrinking, {length} left", blame.name()));
            }
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        self.line.finish_and_clear();
    }
}
