//! Every line that goes either way in a whole run fits the published schema of the adapter protocol.

mod support;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jsonschema::Validator;
use remote_log_conformance::properties;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::RunPlan;
use remote_log_conformance::vectors::Suite;
use serde_json::{Value, json};
use support::{plan, reference, run_plan};

const SCHEMA: &str = include_str!("../../spec/adapter-protocol.schema.json");

/// The lines of a run of the whole suite and some generated cases against the reference.
fn lines() -> Vec<Value> {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&lines);
    let suite = Suite::embedded(&Registry::embedded()).expect("the suite is sound");
    let mut cases = suite.cases.clone();
    cases.extend(properties::batch(1, 2));
    let plan = RunPlan {
        beside: None,
        trace: Some(Arc::new(move |_, line: &[u8]| {
            let line = serde_json::from_slice(line).expect("each line is JSON");
            seen.lock().expect("no test panics here").push(line);
        })),
        ..plan(cases)
    };
    run_plan(plan, reference()).expect("the reference answers the hello");
    std::mem::take(&mut lines.lock().expect("the run is over"))
}

/// The schema narrowed to one of its definitions.
fn schema(definition: Option<&str>) -> Validator {
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    if let Some(name) = definition {
        schema["oneOf"] = json!([{"$ref": format!("#/$defs/{name}")}]);
    }
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

fn check(validator: &Validator, value: &Value) {
    if let Err(error) = validator.validate(value) {
        panic!("{error} in {value}");
    }
}

#[test]
fn every_line_of_a_run_fits() {
    let lines = lines();
    let line = schema(None);
    for value in &lines {
        check(&line, value);
    }

    // An answer does not say what it answers, so its `ok` is held against the shape of the operation here. The request
    // ids start anew with each new adapter.
    let mut asked: HashMap<&str, &str> = HashMap::new();
    let mut shapes = HashMap::new();
    for line in &lines {
        let Some(id) = line["id"].as_str() else {
            continue; // a callback, or the answer to one
        };
        if let Some(operation) = line["op"].as_str() {
            asked.insert(id, operation);
        }
        let (Some(ok), Some(operation)) = (line.get("ok"), asked.get(id)) else {
            continue;
        };
        let shape = shapes
            .entry(*operation)
            .or_insert_with(|| schema(Some(&format!("ok-{operation}"))));
        check(shape, ok);
    }
    assert!(shapes.len() > 15, "only {:?} were answered", shapes.keys());
}

#[test]
fn lines_that_break_the_protocol_do_not_fit() {
    let line = schema(None);
    for wrong in [
        json!({"id": 7, "op": "message.id", "in": {"group": "", "timestamp": "0", "body": ""}}),
        json!({"id": "7", "op": "message.id", "in": {"group": "", "timestamp": 0, "body": ""}}),
        json!({"id": "7", "op": "message.id", "in": {"group": "0G", "timestamp": "0", "body": ""}}),
        json!({"id": "7", "reject": {"reason": "bad luck"}}),
        json!({"call": "c1", "for": "7", "op": "cas.get", "in": {"address": ""}}),
        json!({"id": "7"}),
    ] {
        assert!(!line.is_valid(&wrong), "{wrong}");
    }
    assert!(!schema(Some("ok-message.id")).is_valid(&json!({"id": "0g"})));
}
