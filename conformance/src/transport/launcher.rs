//! Starts adapters, the first time and after each fault.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{Instant, sleep, timeout};

use super::link::Link;
use super::process::Process;
use super::source::AdapterSource;
use super::stderr::Stderr;
use super::{socket, thread};

/// Starts connections to one adapter.
#[derive(Debug)]
pub struct Launcher {
    source: AdapterSource,
    listener: Option<TcpListener>,
    /// What is put beside each adapter.
    beside: Option<AdapterSource>,
    /// How long an adapter may take to connect again.
    deadline: Duration,
    /// Whether an adapter has connected to us before.
    met: AtomicBool,
}

/// Why there is no adapter to talk to.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// The command cannot be started.
    #[error(
        "the command `{command}` cannot be started: {error}. Check its path, and that it may be executed"
    )]
    Command {
        /// The command.
        command: String,
        /// What the system says.
        error: io::Error,
    },
    /// Nothing accepts connections there.
    #[error(
        "nothing accepts connections at {address}: {error}. Start the adapter first, or check the address"
    )]
    Connect {
        /// Where.
        address: String,
        /// What the system says.
        error: io::Error,
    },
    /// The harness cannot listen there.
    #[error("the harness cannot listen at {address}: {error}. Choose another address")]
    Listen {
        /// Where.
        address: String,
        /// What the system says.
        error: io::Error,
    },
    /// The adapter was there, and did not come back.
    #[error(
        "the adapter did not connect to {address} again within {waited:?}. Let it connect anew each time its connection ends"
    )]
    NotAgain {
        /// Where.
        address: String,
        /// For how long it was waited for.
        waited: Duration,
    },
    /// No thread or pipe could be made.
    #[error("no thread could be started for the adapter: {0}")]
    Thread(io::Error),
}

/// How long, and how often, to try an adapter that listens: after a fault it may take a moment to come back.
const CONNECT_FOR: Duration = Duration::from_secs(5);
const CONNECT_EVERY: Duration = Duration::from_millis(50);

impl Launcher {
    /// Prepares to start adapters from this source; listens if that is how they come. An adapter that connects to us may
    /// take its time at first, as a person may have to start it, and `deadline` each time after that.
    pub async fn new(source: AdapterSource, deadline: Duration) -> Result<Self, LaunchError> {
        let listener = match &source {
            AdapterSource::Listen(address) => Some(TcpListener::bind(address).await.map_err(
                |error| LaunchError::Listen {
                    address: address.clone(),
                    error,
                },
            )?),
            _ => None,
        };
        Ok(Self {
            source,
            listener,
            beside: None,
            deadline,
            met: AtomicBool::new(false),
        })
    }

    /// The same, with another adapter beside each: a program, or a function of this process. It gets the lines that name
    /// instances of its own.
    pub fn with_beside(self, source: AdapterSource) -> Self {
        Self {
            beside: Some(source),
            ..self
        }
    }

    /// Starts an adapter, or reaches one.
    pub async fn start(&self) -> Result<Link, LaunchError> {
        self.reach(&self.source, Stderr::default()).await
    }

    /// Starts the adapter that stands beside one, if one is to. What it writes to standard error goes to the other's.
    pub async fn start_beside(&self, stderr: &Stderr) -> Option<Result<Link, LaunchError>> {
        let source = self.beside.as_ref()?;
        Some(self.reach(source, stderr.clone()).await)
    }

    async fn reach(&self, source: &AdapterSource, stderr: Stderr) -> Result<Link, LaunchError> {
        match source {
            AdapterSource::Command(words) => {
                Process::start(words, stderr).map_err(|error| LaunchError::Command {
                    command: words.join(" "),
                    error,
                })
            }
            AdapterSource::Connect(address) => connect(address).await,
            AdapterSource::Listen(address) => {
                let listener = self.listener.as_ref().expect("new() has bound it");
                self.accept(listener, address).await
            }
            AdapterSource::InProcess(serve) => thread::start(serve).map_err(LaunchError::Thread),
        }
    }

    /// Waits for an adapter to connect.
    async fn accept(&self, listener: &TcpListener, address: &str) -> Result<Link, LaunchError> {
        let accepted = if self.met.load(Ordering::Relaxed) {
            let again = timeout(self.deadline, socket::accept(listener));
            again.await.map_err(|_| LaunchError::NotAgain {
                address: address.to_owned(),
                waited: self.deadline,
            })?
        } else {
            // The address in numbers: it tells the port that the system chose for port 0.
            let bound = listener.local_addr().map(|bound| bound.to_string());
            let at = bound.unwrap_or_else(|_| address.to_owned());
            // Whether anybody reads this is no concern of the connection's.
            let _ = writeln!(io::stderr(), "waiting for an adapter at {at}");
            socket::accept(listener).await
        };
        let link = accepted.map_err(|error| LaunchError::Listen {
            address: address.to_owned(),
            error,
        })?;
        self.met.store(true, Ordering::Relaxed);
        Ok(link)
    }
}

async fn connect(address: &str) -> Result<Link, LaunchError> {
    let by = Instant::now() + CONNECT_FOR;
    loop {
        match socket::connect(address).await {
            Ok(link) => return Ok(link),
            Err(error) if Instant::now() >= by => {
                return Err(LaunchError::Connect {
                    address: address.to_owned(),
                    error,
                });
            }
            Err(_) => sleep(CONNECT_EVERY).await,
        }
    }
}
