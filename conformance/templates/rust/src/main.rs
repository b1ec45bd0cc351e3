//! Answers the harness: a request a line on standard input, an answer a line on standard output.
#![allow(dead_code)] // the stubs use little of it; take this out when you are done

mod harness;
mod operations;
mod refusal;
mod shapes;

use harness::{Harness, Request};
use operations::operations;
use refusal::Refusal;
use serde_json::{Value, json};
use shapes::Operations;

/// What lives as long as the process: put your writers and readers here, by the name of their instance.
pub struct State {
    pub harness: Harness,
}

fn hello(operations: &Operations) -> Value {
    json!({
        "protocol": "1",
        "name": "my-remote-log",
        "version": "0.1.0",
        "language": "rust",
        "operations": operations.written(),
        "profiles": ["core"],
    })
}

fn answer(operations: &Operations, request: &Request, state: &mut State) -> Value {
    let answered = match request.op.as_str() {
        "hello" => Ok(hello(operations)),
        op => operations.handle(op, &request.given, state),
    };
    match answered {
        Ok(ok) => json!({ "id": request.id, "ok": ok }),
        Err(Refusal::Unsupported) => json!({ "id": request.id, "unsupported": {} }),
        Err(Refusal::Reject(reason)) => json!({ "id": request.id, "reject": { "reason": reason } }),
        Err(Refusal::Dropped) => json!({ "id": request.id, "dropped": {} }),
        Err(other) => json!({ "id": request.id, "fault": { "message": format!("{other:?}") } }),
    }
}

fn main() {
    let operations = operations();
    let mut state = State {
        harness: Harness::default(),
    };
    while let Some(request) = state.harness.next_request() {
        let answer = answer(&operations, &request, &mut state);
        state.harness.send(&answer);
    }
}
