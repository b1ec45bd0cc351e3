//! One connection to an adapter, whatever carries it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// The second adapter, where one stands beside the first.
    pub beside: Option<Beside>,
}

/// A second adapter behind the same two streams.
pub struct Beside {
    /// What it is.
    pub end: LinkEnd,
    /// Whether it was this one that said no more.
    pub ended: Arc<AtomicBool>,
    /// What carries lines between the streams and the two adapters; it ends with the link.
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
        match &mut self.beside {
            Some(beside) if beside.ended.load(Ordering::Relaxed) => {
                format!("beside it {}", beside.end.how_it_ended().await)
            }
            _ => self.end.how_it_ended().await,
        }
    }

    /// Kills the adapter in the middle of whatever it does: a process by SIGKILL, before it can see anything else end. A
    /// thread cannot be killed; both of its streams end.
    pub async fn kill(mut self) {
        for end in self.ends() {
            if let LinkEnd::Process(process) = end {
                process.kill().await;
            }
        }
    }

    /// Ends the adapter: its input ends, and a process that does not follow within `patience` is asked, then forced.
    pub async fn stop(mut self, patience: Duration) {
        self.writer = None;
        for end in self.ends() {
            if let LinkEnd::Process(process) = end {
                process.stop(patience).await;
            }
        }
    }

    fn ends(&mut self) -> impl Iterator<Item = &mut LinkEnd> {
        let beside = self.beside.as_mut().map(|beside| &mut beside.end);
        std::iter::once(&mut self.end).chain(beside)
    }
}

impl LinkEnd {
    async fn how_it_ended(&mut self) -> String {
        match self {
            Self::Process(process) => process.how_it_ended().await,
            Self::Socket => "closed the connection".to_owned(),
            Self::Thread => "returned".to_owned(),
        }
    }
}
