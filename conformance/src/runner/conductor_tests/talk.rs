//! A conversation in which a test plays the adapter, and the pieces that its cases are made of.

use std::sync::Arc;

use serde_json::{Value, json};

use super::super::conductor::Conductor;
use super::super::outcome::Outcome;
use crate::protocol::Hello;
use crate::vectors::{Assertion, Case, Claim, Do, Matcher, Place, Step, WorldChange};
use crate::verdict::Divergence;

/// A conversation in which the test plays the adapter.
pub(super) struct Talk {
    pub conductor: Conductor,
    out: Vec<u8>,
}

impl Talk {
    pub fn about(case: Case) -> Self {
        Self::with_lines(case, 1 << 20)
    }

    pub fn with_lines(case: Case, max_line: usize) -> Self {
        let mut talk = Self {
            conductor: Conductor::new(&hello(max_line)),
            out: Vec::new(),
        };
        talk.conductor.start(0, Arc::new(case), &mut talk.out);
        talk
    }

    /// What the harness has said since this was last asked.
    pub fn heard(&mut self) -> Vec<Value> {
        let out = std::mem::take(&mut self.out);
        out.split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).expect("the harness writes JSON"))
            .collect()
    }

    /// The adapter says a line that it may say; the harness answers with these.
    pub fn say(&mut self, line: &Value) -> Vec<Value> {
        let said = line.to_string();
        let received = self.conductor.receive(said.as_bytes(), &mut self.out);
        received.unwrap_or_else(|broken| panic!("{said}: {broken:?}"));
        self.heard()
    }

    pub fn say_wrong(&mut self, line: &Value) -> String {
        let said = line.to_string();
        match self.conductor.receive(said.as_bytes(), &mut self.out) {
            Err(broken) => broken.fault.text().to_owned(),
            Ok(_) => panic!("{said} is not refused"),
        }
    }

    /// The adapter calls back for `bob` in the request `request`.
    pub fn call(&mut self, request: u64, id: &str, op: &str, input: &Value) -> Vec<Value> {
        let line = json!({"call": id, "for": request.to_string(), "instance": "c0.bob", "op": op, "in": input});
        self.say(&line)
    }

    pub fn ok(&mut self, request: u64, ok: &Value) -> Vec<Value> {
        self.say(&json!({"id": request.to_string(), "ok": ok}))
    }

    pub fn quiet(&mut self) -> Vec<Value> {
        self.conductor.quiet(0, &mut self.out);
        self.heard()
    }

    /// The adapter is killed, as the case wants; another one takes its place.
    pub fn killed(&mut self) -> Vec<Value> {
        assert!(self.conductor.kills(), "the case does not want a kill");
        let run = self.conductor.take_killed().expect("it is there");
        self.out.clear();
        self.conductor = Conductor::new(&hello(1 << 20));
        self.conductor.resume(0, run, &mut self.out);
        self.heard()
    }

    /// The end of a case that has closed what it opened.
    pub fn outcome(&mut self) -> Outcome {
        let mut settled = self.conductor.take_settled();
        assert_eq!(settled.len(), 1, "the case is not settled");
        settled.remove(0).1
    }

    pub fn passed(&mut self) {
        let outcome = self.outcome();
        assert!(matches!(outcome, Outcome::Passed), "{outcome:?}");
    }

    pub fn diverged(&mut self) -> Divergence {
        match self.outcome() {
            Outcome::Diverged(divergence) => *divergence,
            other => panic!("{other:?}"),
        }
    }
}

fn hello(max_line: usize) -> Hello {
    Hello {
        protocol: "1".to_owned(),
        name: "test".to_owned(),
        version: "1".to_owned(),
        language: "rust".to_owned(),
        operations: vec!["instance.drop".to_owned()],
        profiles: Vec::new(),
        max_in_flight: 1,
        max_line,
        details: false,
    }
}

pub(super) fn case(world: WorldChange, steps: Vec<Step>) -> Case {
    Case {
        id: "case".to_owned(),
        why: String::new(),
        profile: "core".to_owned(),
        also: Vec::new(),
        twin: None,
        place: nowhere(),
        world,
        steps,
        beside: None,
    }
}

/// A request for `bob`.
pub(super) fn request(op: &str, expect: Vec<Assertion>) -> Do {
    Do {
        op: op.to_owned(),
        input: json!({"instance": "bob"}),
        faults: Vec::new(),
        crash_at: None,
        keep: Vec::new(),
        expect,
    }
}

pub(super) fn seen(at: &str, value: Value) -> Assertion {
    assertion(Claim::Seen {
        at: at.to_owned(),
        must: Matcher::Is(value),
    })
}

pub(super) fn answer(at: &str, value: Value) -> Assertion {
    assertion(Claim::Answer {
        at: at.to_owned(),
        must: Matcher::Is(value),
    })
}

pub(super) fn assertion(claim: Claim) -> Assertion {
    Assertion {
        req: "RL-READ-1".to_owned(),
        place: nowhere(),
        claim,
    }
}

pub(super) fn nowhere() -> Place {
    Place {
        file: "(test)".to_owned(),
        line: 0,
    }
}

pub(super) fn fail(call: &str, reason: &str) -> Vec<Value> {
    vec![json!({"call": call, "fail": {"reason": reason}})]
}

pub(super) fn good(call: &str, ok: Value) -> Vec<Value> {
    vec![json!({"call": call, "ok": ok})]
}
