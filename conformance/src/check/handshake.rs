//! Tries the start and the hello.

use std::time::Duration;

use super::finding::Finding;
use super::probe::{Heard, Probe};
use super::start::unstarted;
use super::symptom::{Symptom, begins_stack_trace, symptom};
use crate::protocol::{CallOp, Hello, MAX_LINE, PROTOCOL, hello_request};
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
            findings.push(Finding::problem(
                STARTS,
                error.to_string(),
                unstarted(&error),
            ));
            return None;
        }
    };
    findings.push(Finding::good(STARTS));
    let heard = probe.ask(&hello_request()).await;
    let said = match heard {
        Heard::Line(line) => match Hello::from_line(&line) {
            Ok(hello) => Ok(hello),
            Err(what) => Err(said_else(&mut probe, &line, what).await),
        },
        Heard::Silence => Err(silent(&mut probe).await),
        other => Err(ended(&probe, &other)),
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
            Heard::Silence.instead() + &last_words(symptom(&probe.stderr()).as_ref()),
            "Read a line from standard input, write the answer as one line to standard output, and flush it",
        ),
    }
}

/// It ended before it had answered: its last words may tell why.
fn ended(probe: &Probe, heard: &Heard) -> (String, &'static str) {
    let symptom = symptom(&probe.stderr());
    let what = heard.instead() + &last_words(symptom.as_ref());
    let cure = match symptom {
        Some(symptom) => symptom.cure.unwrap_or(
            "Mend what its last words tell of. Read standard input line by line until it ends, and answer each line",
        ),
        None => "Read standard input line by line until it ends, and answer each line",
    };
    (what, cure)
}

fn last_words(symptom: Option<&Symptom>) -> String {
    symptom.map_or_else(String::new, |symptom| {
        let words = symptom.line.escape_debug();
        format!("; its last words on standard error: {words}")
    })
}

/// Its first line is no hello that can be used; `what` says why.
async fn said_else(probe: &mut Probe, line: &[u8], what: String) -> (String, &'static str) {
    let text = String::from_utf8_lossy(line);
    if begins_stack_trace(&text) {
        let rest = probe.hear_rest().await;
        return stack_trace(&format!("{text}\n{rest}"));
    }
    let cure = match serde_json::from_slice::<serde_json::Value>(line) {
        Ok(said)
            if said
                .pointer("/ok/protocol")
                .is_some_and(|version| version != PROTOCOL) =>
        {
            "Take an adapter and an `rlog-conformance` that speak the same version: bring the older one of them up to date"
        }
        Ok(said) if said.get("fault").is_some() => {
            "Mend what the adapter says in its `fault`: it has understood the hello and cannot answer it"
        }
        Ok(_) => "Answer with the fields of the section Hello of spec/adapter-protocol.md",
        Err(_) => {
            "Print nothing but the protocol to standard output: banners and logs go to standard error"
        }
    };
    (what, cure)
}

fn stack_trace(text: &str) -> (String, &'static str) {
    let symptom = symptom(text);
    let line = symptom.as_ref().map_or("", |symptom| &symptom.line);
    let what = format!(
        "the adapter wrote a stack trace to standard output, which is for the protocol alone: {}",
        line.escape_debug()
    );
    let cure = symptom.and_then(|symptom| symptom.cure);
    let other = "Mend the error that it tells of, and let stack traces go to standard error, as a program's do that catches none";
    (what, cure.unwrap_or(other))
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
