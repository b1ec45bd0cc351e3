//! The lines that go either way. Standard output is for them alone: print what you want to see with `eprintln!`.

use std::io::{self, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::refusal::Refusal;

/// The harness, at the other end of the pipe.
#[derive(Default)]
pub struct Harness {
    serving: String,
    calls: u64,
}

/// What the harness asks.
#[derive(Deserialize)]
pub struct Request {
    pub id: String,
    pub op: String,
    #[serde(rename = "in")]
    pub given: Value,
}

/// What it says to a callback: one of the three.
#[derive(Deserialize)]
struct CallAnswer {
    ok: Option<Value>,
    fail: Option<Failure>,
}

#[derive(Deserialize)]
struct Failure {
    reason: String,
}

impl Harness {
    /// Waits for a request; there is none when standard input has ended.
    pub fn next_request(&mut self) -> Option<Request> {
        let request: Request = receive()?;
        self.serving.clone_from(&request.id);
        Some(request)
    }

    /// Writes a line, and flushes it: the harness waits.
    pub fn send(&mut self, message: &Value) {
        let mut output = io::stdout().lock();
        writeln!(output, "{message}")
            .and_then(|()| output.flush())
            .expect("the harness reads");
    }

    /// Calls back, and waits for the answer's `ok`: the harness is the content store, the name system and the disk.
    pub fn call<O: DeserializeOwned>(
        &mut self,
        op: &str,
        instance: &str,
        given: impl Serialize,
    ) -> Result<O, Refusal> {
        self.calls += 1;
        let call = format!("c{}", self.calls);
        self.send(&json!({
            "call": call, "for": self.serving, "instance": instance, "op": op,
            "in": serde_json::to_value(given)?,
        }));
        let answer: CallAnswer =
            receive().ok_or_else(|| Refusal::Fault("standard input ended in a callback".into()))?;
        match (answer.ok, answer.fail) {
            (Some(ok), _) => Ok(serde_json::from_value(ok)?),
            (None, Some(failure)) => Err(Refusal::Failed(failure.reason)),
            (None, None) => Err(Refusal::Dropped),
        }
    }
}

/// Reads a line; none when standard input has ended.
fn receive<T: DeserializeOwned>() -> Option<T> {
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(serde_json::from_str(&line).expect("the harness writes JSON")),
    }
}
