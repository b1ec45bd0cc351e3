//! The scene of a name that is passed on: a reader behind the adapter protocol, which looks at it first.

use remote_log_mutants::adapter::serve;
use remote_log_mutants::faults::{BlindReaderFault, Faulty};
use serde_json::{Value, json};

use super::shows::shows;

/// The name that a reader of `a+b` fetches.
fn fetched(faulty: Faulty) -> Value {
    let limits = json!({
        "pages": "1", "page_bytes": "1", "pairs": "1", "content_bytes": "1", "call_bytes": "1", "gets": "1",
    });
    let open = json!({
        "instance": "bob", "name": "a+b", "profile": "core", "group": null, "kind": "opaque", "limits": limits,
    });
    let lines = [
        json!({"id": "1", "op": "reader.open", "in": open}),
        json!({"call": "c1", "ok": {"state": null}}),
        json!({"id": "2", "op": "reader.sync", "in": {"instance": "bob", "now": "0"}}),
        json!({"call": "c2", "fail": {"reason": "not_found"}}),
        json!({"call": "c3", "ok": {}}),
    ];
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let mut output = Vec::new();
    serve(&mut input.as_bytes(), &mut output, faulty).expect("it is in step");
    let lines = serde_json::Deserializer::from_slice(&output).into_iter::<Value>();
    let mut lines = lines.map(|line| line.expect("it is JSON"));
    let mut fetch = lines
        .find(|line| line["op"] == "ns.fetch")
        .expect("it fetches");
    fetch["in"]["name"].take()
}

#[test]
fn names() {
    let fault = BlindReaderFault::PlusIsSpace;
    shows(fault, fetched, json!("a+b"), json!("a b"));
}
