//! Starts adapters, the first time and after each fault.

use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{Instant, sleep, timeout_at};

use super::link::Link;
use super::process::Process;
use super::source::AdapterSource;
use super::{socket, thread};

/// Starts connections to one adapter.
#[derive(Debug)]
pub struct Launcher {
    source: AdapterSource,
    listener: Option<TcpListener>,
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
    /// Nobody came.
    #[error("no adapter connected to {address} within {} seconds. Start it while the harness listens", .waited.as_secs())]
    NobodyCame {
        /// Where.
        address: String,
        /// For how long.
        waited: Duration,
    },
    /// No thread or pipe could be made.
    #[error("no thread could be started for the adapter: {0}")]
    Thread(io::Error),
}

/// How long to wait for an adapter that connects to us: a person may have to start it.
const WAIT_FOR_PEER: Duration = Duration::from_secs(60);

/// How long, and how often, to try an adapter that listens: after a fault it may take a moment to come back.
const CONNECT_FOR: Duration = Duration::from_secs(5);
const CONNECT_EVERY: Duration = Duration::from_millis(50);

impl Launcher {
    /// Prepares to start adapters from this source; listens if that is how they come.
    pub async fn new(source: AdapterSource) -> Result<Self, LaunchError> {
        let listener = match &source {
            AdapterSource::Listen(address) => Some(TcpListener::bind(address).await.map_err(
                |error| LaunchError::Listen {
                    address: address.clone(),
                    error,
                },
            )?),
            _ => None,
        };
        Ok(Self { source, listener })
    }

    /// Starts an adapter, or reaches one.
    pub async fn start(&self) -> Result<Link, LaunchError> {
        match &self.source {
            AdapterSource::Command(words) => {
                Process::start(words).map_err(|error| LaunchError::Command {
                    command: words.join(" "),
                    error,
                })
            }
            AdapterSource::Connect(address) => connect(address).await,
            AdapterSource::Listen(address) => {
                let listener = self.listener.as_ref().expect("new() has bound it");
                let by = Instant::now() + WAIT_FOR_PEER;
                match timeout_at(by, socket::accept(listener)).await {
                    Ok(Ok(link)) => Ok(link),
                    Ok(Err(error)) => Err(LaunchError::Listen {
                        address: address.clone(),
                        error,
                    }),
                    Err(_) => Err(LaunchError::NobodyCame {
                        address: address.clone(),
                        waited: WAIT_FOR_PEER,
                    }),
                }
            }
            AdapterSource::InProcess(serve) => thread::start(serve).map_err(LaunchError::Thread),
        }
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
