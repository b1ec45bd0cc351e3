//! What the tests of the harness share: small cases, and runs that are gathered into one value.
#![allow(dead_code)] // each test uses its own part

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use remote_log_conformance::protocol::Hello;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::{Expectations, RunError, RunPlan, run};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{
    Assertion, Case, Claim, Do, Matcher, Place, Step, WorldChange,
};
use remote_log_conformance::verdict::{AdapterFault, CaseReport, Event, Summary, Verdict};
use serde_json::{Value, json};

/// A ledger that expects nothing.
pub struct NoLedger;

impl Expectations for NoLedger {
    fn expects(&self, _: &str, _: &str) -> bool {
        false
    }

    fn accepts_skip(&self, _: &str) -> bool {
        false
    }

    fn stale(&self, _: &[CaseReport]) -> Vec<String> {
        Vec::new()
    }
}

/// Everything that came of a run.
#[derive(Debug)]
pub struct Ran {
    pub hello: Hello,
    pub reports: Vec<CaseReport>,
    pub unscored: Vec<CaseReport>,
    pub summary: Summary,
}

/// A plan for these cases with bounds that suit tests.
pub fn plan(cases: Vec<Case>) -> RunPlan {
    RunPlan {
        cases,
        registry: Arc::new(Registry::embedded()),
        ledger: Arc::new(NoLedger),
        jobs: 1,
        deadline: Duration::from_secs(2),
        seed: 1,
        kills: 0,
        unscored: BTreeSet::new(),
        withheld: None,
        beside: Some(AdapterSource::reference()),
        trace: None,
    }
}

/// Runs a plan to its end.
pub fn run_plan(plan: RunPlan, source: AdapterSource) -> Result<Ran, RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let (mut reports, mut unscored, mut hello) = (Vec::new(), Vec::new(), None);
    let summary = runtime.block_on(run(plan, source, &mut |event| match event {
        Event::Case(report) => reports.push(report),
        Event::Unscored(report) => unscored.push(report),
        Event::Adapter(said) => hello = Some(said),
        Event::Start { .. } | Event::Kills(_) | Event::Progress | Event::End(_) => {}
    }))?;
    Ok(Ran {
        hello: hello.expect("a run that takes place has an adapter"),
        reports,
        unscored,
        summary,
    })
}

/// The faulty adapter in a mode.
pub fn faulty(words: &[&str]) -> AdapterSource {
    let program = env!("CARGO_BIN_EXE_faulty-adapter");
    AdapterSource::Command(
        std::iter::once(program)
            .chain(words.iter().copied())
            .map(str::to_owned)
            .collect(),
    )
}

impl Ran {
    pub fn report(&self, case: &str) -> &CaseReport {
        let found = self.reports.iter().find(|report| report.case == case);
        found.unwrap_or_else(|| panic!("there is no report of {case}: {self:#?}"))
    }

    pub fn verdicts(&self) -> Vec<(&str, Verdict)> {
        self.reports
            .iter()
            .map(|report| (report.case.as_str(), report.verdict))
            .collect()
    }

    /// The text of a case's fault, and that it is one.
    pub fn fault(&self, case: &str) -> &AdapterFault {
        let report = self.report(case);
        assert_eq!(report.verdict, Verdict::Error, "{report:#?}");
        report.fault.as_ref().expect("an error has a fault")
    }
}

/// `message.id` of the message whose body is `n`, as the reference computes it.
pub fn id_case(n: u64) -> Case {
    let body = n.to_be_bytes();
    let id = remote_log::message::message_id(b"", 0, &body);
    let input = json!({"group": "", "timestamp": "0", "body": hex::encode(body)});
    stateless(
        &format!("id-{n}"),
        "mvds",
        "message.id",
        input,
        vec![is("RL-MSG-2", "/id", json!(id.to_string()))],
    )
}

/// The hex of the body of [`id_case`], which no other line holds.
pub fn needle(n: u64) -> String {
    hex::encode(n.to_be_bytes())
}

pub fn stateless(id: &str, profile: &str, op: &str, input: Value, expect: Vec<Assertion>) -> Case {
    case(
        id,
        profile,
        WorldChange::default(),
        vec![ask(op, input, expect)],
    )
}

pub fn case(id: &str, profile: &str, world: WorldChange, steps: Vec<Step>) -> Case {
    Case {
        id: id.to_owned(),
        why: "A case of the harness's own tests.".to_owned(),
        profile: profile.to_owned(),
        also: Vec::new(),
        twin: None,
        place: nowhere(),
        world,
        steps,
        beside: None,
    }
}

pub fn ask(op: &str, input: Value, expect: Vec<Assertion>) -> Step {
    Step::Do(Do {
        op: op.to_owned(),
        input,
        faults: Vec::new(),
        crash_at: None,
        keep: Vec::new(),
        expect,
    })
}

pub fn is(req: &str, at: &str, value: Value) -> Assertion {
    claim(
        req,
        Claim::Answer {
            at: at.to_owned(),
            must: Matcher::Is(value),
        },
    )
}

pub fn seen(req: &str, at: &str, value: Value) -> Assertion {
    claim(
        req,
        Claim::Seen {
            at: at.to_owned(),
            must: Matcher::Is(value),
        },
    )
}

pub fn claim(req: &str, claim: Claim) -> Assertion {
    Assertion {
        req: req.to_owned(),
        place: nowhere(),
        claim,
    }
}

pub fn nowhere() -> Place {
    Place {
        file: "(test)".to_owned(),
        line: 0,
    }
}

/// The reference, in a thread of this process.
pub fn reference() -> AdapterSource {
    AdapterSource::reference()
}
