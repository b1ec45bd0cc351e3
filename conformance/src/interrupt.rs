//! The signals by which somebody stops a command.

use std::future::pending;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Watches SIGINT, SIGTERM and SIGHUP.
///
/// An adapter has a process group of its own, so none of these reaches it from the terminal. It is killed where it is
/// dropped; so every wait for an adapter must end when one of them comes, instead of the process ending with it.
#[derive(Debug)]
pub struct Interrupt {
    interrupt: Option<Signal>,
    terminate: Option<Signal>,
    hangup: Option<Signal>,
}

impl Interrupt {
    /// Watches from now on, which must be before the first adapter is started. To be called in a runtime.
    pub fn watch() -> Self {
        Self {
            interrupt: signal(SignalKind::interrupt()).ok(),
            terminate: signal(SignalKind::terminate()).ok(),
            hangup: signal(SignalKind::hangup()).ok(),
        }
    }

    /// Waits for one of the signals.
    pub async fn received(&mut self) {
        tokio::select! {
            () = received(&mut self.interrupt) => (),
            () = received(&mut self.terminate) => (),
            () = received(&mut self.hangup) => (),
        }
    }
}

/// Waits for a signal; for ever, if the system cannot tell.
async fn received(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => {
            signal.recv().await;
        }
        None => pending().await,
    }
}
