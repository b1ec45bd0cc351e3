//! Tries the start and the hello.

use std::time::Duration;

use super::finding::Finding;
use super::probe::{Heard, Probe};
use crate::protocol::{CallOp, Hello, MAX_LINE, hello_request};
use crate::registry::Registry;
use crate::transport::Launcher;
use crate::vectors::operation;

const STARTS: &str = "starts";
const HELLO: &str = "answers the hello";
const KNOWN: &str = "claims operations and profiles that exist";

/// Starts the adapter and greets it; without a hello there is nothing more to try.
pub(super) async fn handshake(
    launcher: &Launcher,
    deadline: Duration,
    registry: &Registry,
    findings: &mut Vec<Finding>,
) -> Option<Hello> {
    let mut probe = match Probe::start(launcher, deadline, MAX_LINE).await {
        Ok(probe) => probe,
        Err(error) => {
            let cure = "Give the command as you would in a shell, after `--`";
            findings.push(Finding::problem(STARTS, error.to_string(), cure));
            return None;
        }
    };
    findings.push(Finding::good(STARTS));
    let heard = probe.ask(&hello_request()).await;
    let said = match heard {
        Heard::Line(line) => Hello::from_line(&line).map_err(|what| (what, hello_cure(&line))),
        Heard::Silence => Err(silent(&mut probe).await),
        other => Err((
            other.instead() + &last_words(&probe),
            "Read standard input line by line until it ends, and answer each line",
        )),
    };
    probe.stop().await;
    match said {
        Ok(hello) => {
            findings.push(Finding::good(HELLO));
            findings.push(known(&hello, registry));
            Some(hello)
        }
        Err((what, cure)) => {
            findings.push(Finding::problem(HELLO, what, cure));
            None
        }
    }
}

/// Tells an adapter that waits for the end of its input, or keeps its answer to itself until then, from one that is mute.
async fn silent(probe: &mut Probe) -> (String, &'static str) {
    probe.end_input();
    match probe.hear_for(Duration::from_secs(1)).await {
        Heard::Line(_) => (
            "the adapter answered the hello only when its input had ended".to_owned(),
            "Read one line at a time instead of the whole input, and flush standard output after each answer",
        ),
        _ => (
            Heard::Silence.instead() + &last_words(probe),
            "Read a line from standard input, write the answer as one line to standard output, and flush it",
        ),
    }
}

fn last_words(probe: &Probe) -> String {
    match probe.stderr().trim() {
        "" => String::new(),
        words => format!(
            "; its last words on standard error: {}",
            words.escape_debug()
        ),
    }
}

fn hello_cure(line: &[u8]) -> &'static str {
    if serde_json::from_slice::<serde_json::Value>(line).is_ok() {
        "Answer with the fields of the section Hello of spec/adapter-protocol.md"
    } else {
        "Print nothing but the protocol to standard output: banners and logs go to standard error"
    }
}

fn known(hello: &Hello, registry: &Registry) -> Finding {
    const NODE: &str = "node.";
    let operations = hello.operations.iter().filter(|name| {
        operation(name).is_none()
            && !name.starts_with(NODE)
            && !["hello", "instance.drop"].contains(&name.as_str())
    });
    let callbacks = hello
        .operations
        .iter()
        .any(|name| CallOp::named(name).is_some());
    let profiles = hello
        .profiles
        .iter()
        .filter(|name| !registry.has_profile(name));
    let unknown: Vec<&str> = operations.chain(profiles).map(String::as_str).collect();
    let what = format!("the protocol has no {}", unknown.join(", "));
    if unknown.is_empty() {
        Finding::good(KNOWN)
    } else if callbacks {
        let cure = "Leave the callbacks out of `operations`: they are what the harness answers";
        Finding::problem(KNOWN, what, cure)
    } else {
        let cure = "Compare the names in the hello with the tables in spec/adapter-protocol.md";
        Finding::problem(KNOWN, what, cure)
    }
}
