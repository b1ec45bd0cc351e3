//! An adapter as a process, in a process group of its own, so that what it starts ends with it.

use std::os::unix::process::ExitStatusExt;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::link::{Link, LinkEnd};
use super::stderr::Stderr;

/// How long a process whose output ended may take to end itself.
const LINGER: Duration = Duration::from_millis(500);

/// A process and its group.
pub struct Process {
    child: Child,
    group: Option<Pid>,
    stderr: JoinHandle<()>,
}

impl Process {
    /// Starts the command; `words` is the program and its arguments. What it writes to standard error goes where it is told.
    pub(super) fn start(words: &[String], text: Stderr) -> std::io::Result<Link> {
        let (program, arguments) = words.split_first().ok_or_else(|| {
            std::io::Error::new(std::io::ErrorKind::InvalidInput, "the command is empty")
        })?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let group = child.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        let drained = tokio::spawn(drain(stderr.expect("it is piped"), text.clone()));
        Ok(Link {
            reader: Box::new(stdout.expect("it is piped")),
            writer: Some(Box::new(stdin.expect("it is piped"))),
            stderr: text,
            beside: None,
            end: LinkEnd::Process(Box::new(Self {
                child,
                group,
                stderr: drained,
            })),
        })
    }

    /// How it ended; completes "the adapter …".
    pub(super) async fn how_it_ended(&mut self) -> String {
        let ended = timeout(LINGER, self.child.wait()).await;
        // What it said last is wanted too, but something it started may hold the stream open.
        let _ = timeout(LINGER, &mut self.stderr).await;
        match ended {
            Ok(Ok(status)) => exit_in_words(status),
            Ok(Err(error)) => format!("ended in a way that the system does not tell ({error})"),
            Err(_) => "closed its standard output and did not exit".to_owned(),
        }
    }

    /// Waits for the end of a process whose input has ended; asks with SIGTERM, then forces with SIGKILL.
    pub(super) async fn stop(&mut self, patience: Duration) {
        if timeout(patience, self.child.wait()).await.is_err() {
            self.signal(Signal::TERM);
            let _ = timeout(LINGER, self.child.wait()).await;
        }
        // What it has started may outlive it.
        self.kill().await;
    }

    /// Ends it by SIGKILL, with everything that it has started.
    pub(super) async fn kill(&mut self) {
        self.signal(Signal::KILL);
        let _ = timeout(LINGER, self.child.wait()).await;
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = self.group {
            // The group may be gone already; there is nothing to do about it then.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
        self.stderr.abort();
    }
}

async fn drain(mut from: impl AsyncRead + Unpin, into: Stderr) {
    let mut chunk = [0; 8192];
    while let Ok(count @ 1..) = from.read(&mut chunk).await {
        into.push(&chunk[..count]);
    }
}

fn exit_in_words(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exited with status {code}"),
        (None, Some(signal)) => format!("was ended by signal {signal}"),
        (None, None) => format!("ended: {status}"),
    }
}
