//! One connection to an adapter, whatever carries it.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;

use super::process::Process;
use super::stderr::Stderr;

/// A running adapter and the two streams to it. When it is dropped, a process dies with everything it has started.
pub struct Link {
    /// What the adapter writes.
    pub reader: Box<dyn AsyncRead + Send + Unpin>,
    /// What it reads; taken away to end its input.
    pub writer: Option<Box<dyn AsyncWrite + Send + Unpin>>,
    /// What it writes to standard error; nothing for an adapter that is no process.
    pub stderr: Stderr,
    /// What is at the other end.
    pub end: LinkEnd,
    /// What carries lines between the streams and the other end, where something does; it ends with the link.
    pub carried: JoinSet<()>,
}

/// What is at the other end of a connection.
pub enum LinkEnd {
    /// A process that the harness started.
    Process(Box<Process>),
    /// Something behind a socket.
    Socket,
    /// A thread of this process.
    Thread,
}

impl Link {
    /// How the adapter ended, once its output has: it completes "the adapter …".
    pub async fn how_it_ended(&mut self) -> String {
        match &mut self.end {
            LinkEnd::Process(process) => process.how_it_ended().await,
            LinkEnd::Socket => "closed the connection".to_owned(),
            LinkEnd::Thread => "returned".to_owned(),
        }
    }

    /// Kills the adapter in the middle of whatever it does: a process by SIGKILL, before it can see anything else end. A
    /// thread cannot be killed; both of its streams end.
    pub async fn kill(mut self) {
        if let LinkEnd::Process(process) = &mut self.end {
            process.kill().await;
        }
    }

    /// Ends the adapter: its input ends, and a process that does not follow within `patience` is asked, then forced.
    pub async fn stop(mut self, patience: Duration) {
        self.writer = None;
        if let LinkEnd::Process(process) = &mut self.end {
            process.stop(patience).await;
        }
    }
}
