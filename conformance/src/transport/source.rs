//! Where an adapter is found.

use std::fmt;
use std::io::{BufReader, PipeReader, PipeWriter};
use std::sync::Arc;

/// How much the reference reads at a time, in bytes.
const BUFFER: usize = 1 << 16;

/// How the harness reaches an adapter. Each restart of the adapter goes the same way again.
#[derive(Clone)]
pub enum AdapterSource {
    /// A program and its arguments, spoken to through its standard input and output.
    Command(Vec<String>),
    /// An adapter that listens at this `HOST:PORT`.
    Connect(String),
    /// An adapter that connects to us; we listen at this `HOST:PORT`.
    Listen(String),
    /// A function of this process, run in a thread of its own. For tests, and for an implementation in Rust.
    InProcess(Serve),
}

impl AdapterSource {
    /// The reference, in a thread of this process.
    pub fn reference() -> Self {
        Self::InProcess(Arc::new(|input, output| {
            // It ends with an error only when the harness has gone away.
            let _ = remote_log_adapter::serve(BufReader::with_capacity(BUFFER, input), output);
        }))
    }

    /// Whether the harness can kill the adapter. Behind a socket it cannot.
    pub const fn kills(&self) -> bool {
        match self {
            Self::Command(_) | Self::InProcess(_) => true,
            Self::Connect(_) | Self::Listen(_) => false,
        }
    }

    /// A command that asks this adapter, for a shell: these words, and the way to the adapter after them.
    pub fn command_line(&self, words: &[&str]) -> String {
        let mut words = words.to_vec();
        match self {
            Self::Command(command) => {
                words.push("--");
                words.extend(command.iter().map(String::as_str));
            }
            Self::Connect(address) => words.extend(["--connect", address]),
            Self::Listen(address) => words.extend(["--listen", address]),
            Self::InProcess(_) => words.extend(["--", "your-adapter"]),
        }
        shlex::try_join(words.iter().copied()).unwrap_or_else(|_| words.join(" "))
    }
}

/// An adapter as a function: it reads lines until they end, and writes lines.
pub type Serve = Arc<dyn Fn(PipeReader, PipeWriter) + Send + Sync>;

impl fmt::Debug for AdapterSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As a person would name it: the command, or the address.
impl fmt::Display for AdapterSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(words) => f.write_str(&words.join(" ")),
            Self::Connect(address) => write!(f, "the adapter at {address}"),
            Self::Listen(address) => write!(f, "the adapter that connects to {address}"),
            Self::InProcess(_) => f.write_str("the adapter in this process"),
        }
    }
}
