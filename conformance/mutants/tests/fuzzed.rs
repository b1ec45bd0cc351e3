//! The search for counterexamples against a fault of each sort: it finds it, and what it saves fails for the same requirement and
//! is right about the reference.

use std::collections::BTreeSet;
use std::io::BufReader;
use std::sync::Arc;
use std::time::Duration;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::fuzz::{Campaign, Finding, campaign};
use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::{RunPlan, run};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{Case, Suite};
use remote_log_conformance::verdict::{CaseReport, Event, Verdict};
use remote_log_mutants::adapter::serve;
use remote_log_mutants::faults::{Fault, Faulty, LimitFault, NameFault, ReadFault, WriteFault};
use tokio::runtime::{Builder, Runtime};

const SEED: u64 = 1;

/// Each fault is found within so many cases; most within fifty.
const CASES: usize = 500;

/// Faults in how a reader or a writer goes on from call to call, which only a history shows.
const SOUGHT: [Fault; 8] = [
    Fault::Limit(LimitFault::UnboundedWalk),
    Fault::Name(NameFault::RollbackAccepted),
    Fault::Read(ReadFault::DuplicateDelivery),
    Fault::Read(ReadFault::FirstKnownStop),
    Fault::Read(ReadFault::GapTakenForEnd),
    Fault::Read(ReadFault::FloorForgotten),
    Fault::Write(WriteFault::DanglingHead),
    Fault::Write(WriteFault::LostUpdateOverwritten),
];

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}

fn mutant(fault: Fault) -> AdapterSource {
    AdapterSource::InProcess(Arc::new(move |input, mut output| {
        // It ends with an error only when the harness has gone away.
        let _ = serve(&mut BufReader::new(input), &mut output, Faulty(Some(fault)));
    }))
}

fn reference() -> AdapterSource {
    AdapterSource::InProcess(Arc::new(|input, output| {
        let _ = remote_log_adapter::serve(BufReader::new(input), output);
    }))
}

fn find(fault: Fault, suite: &Suite, registry: &Arc<Registry>) -> Finding {
    let searching = Campaign {
        source: mutant(fault),
        jobs: 1,
        deadline: Duration::from_secs(10),
        seed: SEED,
        cases: CASES,
        time: Duration::from_secs(60),
        findings: 1,
        strict: false,
        registry: Arc::clone(registry),
        material: suite.cases.iter().collect(),
    };
    let outcome = runtime()
        .block_on(campaign(searching, &mut |_| {}))
        .expect("the adapter answers hello");
    let mut found = outcome.findings.into_iter();
    found
        .next()
        .unwrap_or_else(|| panic!("{fault:?} is not found in {CASES} cases"))
}

fn ask(cases: Vec<Case>, registry: &Arc<Registry>, source: AdapterSource) -> CaseReport {
    let plan = RunPlan {
        cases,
        registry: Arc::clone(registry),
        ledger: Arc::new(Ledger::default()),
        jobs: 1,
        deadline: Duration::from_secs(10),
        seed: SEED,
        kills: 0,
        unscored: BTreeSet::new(),
        withheld: None,
        beside: None,
        trace: None,
    };
    let mut reports = Vec::new();
    let ran = runtime().block_on(run(plan, source, &mut |event| {
        if let Event::Case(report) = event {
            reports.push(report);
        }
    }));
    ran.expect("the adapter answers hello");
    reports.pop().expect("one case was asked")
}

#[test]
fn each_fault_is_found_and_its_file_shows_it() {
    let registry = Arc::new(Registry::embedded());
    let suite = Suite::embedded(&registry).expect("the suite is sound");
    for fault in SOUGHT {
        let finding = find(fault, &suite, &registry);
        assert!(
            finding.repeats == Some(true) && finding.smallest,
            "{fault:?}: {finding:#?}"
        );
        let file = YamlText::new("found.yaml", finding.text());
        let read = Suite::read([file], &registry).unwrap_or_else(|error| panic!("{error}"));
        let failed = ask(read.cases.clone(), &registry, mutant(fault));
        assert_eq!(failed.verdict, Verdict::Fail, "{fault:?}: {failed:#?}");
        let divergence = failed.divergence.expect("what fails diverges");
        assert_eq!(divergence.req, finding.blame.name(), "{fault:?}");
        let sound = ask(read.cases.clone(), &registry, reference());
        assert_eq!(sound.verdict, Verdict::Pass, "{fault:?}: {sound:#?}");
    }
}
