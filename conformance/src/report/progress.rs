//! A bar on standard error while a run goes on, where that is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::verdict::Event;

/// The bar. Where standard error is no terminal it shows nothing.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that shows itself once there is an adapter.
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) =
            ProgressStyle::with_template("{bar:40} {pos}/{len} cases  {elapsed}  {msg}")
        {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Moves the bar on.
    pub fn see(&self, event: &Event) {
        match event {
            Event::Start { cases, .. } => self.0.set_length(*cases as u64),
            Event::Kills(cases) => self.0.inc_length(cases.len() as u64),
            Event::Adapter(hello) => {
                self.0.set_draw_target(ProgressDrawTarget::stderr());
                self.0.set_message(hello.name.clone());
            }
            Event::Progress => self.0.inc(1),
            Event::Case(_) | Event::Unscored(_) => {}
            Event::End(_) => self.0.finish_and_clear(),
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}
