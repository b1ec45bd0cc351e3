//! The suite against the second implementation: the sound one conforms. What it makes of the faults, `cargo xtask adequacy` shows.

use std::collections::BTreeSet;
use std::io::BufReader;
use std::sync::Arc;
use std::time::Duration;

use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::properties;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::runner::{RunPlan, run};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{Case, Suite};
use remote_log_conformance::verdict::{CaseReport, Event, Summary, Verdict};
use remote_log_mutants::adapter;
use remote_log_mutants::controls::{self, Control};
use remote_log_mutants::faults::{Fault, Faulty};

/// How many cases of each property are asked beside the vectors.
const GENERATED: u32 = 5;
const SEED: u64 = 1;

fn suite() -> Vec<Case> {
    let suite = Suite::embedded(&Registry::embedded()).expect("the suite is sound");
    let mut cases = suite.cases.clone();
    cases.extend(properties::batch(SEED, GENERATED));
    cases
}

fn ask(cases: Vec<Case>, adapter: AdapterSource) -> (Vec<CaseReport>, Summary) {
    let plan = RunPlan {
        cases,
        registry: Arc::new(Registry::embedded()),
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
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let mut reports = Vec::new();
    let summary = runtime.block_on(run(plan, adapter, &mut |event| {
        if let Event::Case(report) = event {
            reports.push(report);
        }
    }));
    (reports, summary.expect("the adapter answers hello"))
}

fn sound() -> AdapterSource {
    AdapterSource::InProcess(Arc::new(|input, mut output| {
        // It ends with an error only when the harness has gone away.
        let _ = adapter::serve(&mut BufReader::new(input), &mut output, Faulty::default());
    }))
}

fn control(control: Control) -> AdapterSource {
    AdapterSource::InProcess(Arc::new(move |input, mut output| {
        let _ = controls::serve(&mut BufReader::new(input), &mut output, control);
    }))
}

#[test]
fn the_sound_one_conforms() {
    let (reports, summary) = ask(suite(), sound());
    let claim = summary.claim.unwrap_or_else(|why| {
        let red = reports.iter().filter(|report| {
            matches!(
                report.verdict,
                Verdict::Fail | Verdict::Blocked | Verdict::Error
            )
        });
        panic!("{why}: {:#?}", red.collect::<Vec<_>>())
    });
    assert_eq!(
        claim.profiles,
        [
            "core",
            "strict-wire",
            "verify",
            "pointer",
            "mvds",
            "mvds-legacy",
            "store",
            "mvds-node",
            "mvds-robust",
            "mvds-helper",
            "mvds-mailbox",
            "mvds-forward"
        ]
    );
}

#[test]
fn no_control_passes_the_generated_cases() {
    let generated = || {
        let cases = suite().into_iter();
        cases.filter(|case| properties::is_generated(&case.id))
    };
    for one in Control::ALL {
        let (reports, _) = ask(generated().collect(), control(one));
        let passed = reports
            .iter()
            .filter(|report| report.verdict == Verdict::Pass);
        assert!(passed.count() < reports.len(), "{one:?}");
    }
}

#[test]
fn the_table_knows_the_stateless_vectors_and_nothing_else() {
    // A scenario has no requests of its own.
    let stateless = |case: &Case| {
        case.requests().next().is_some()
            && case
                .requests()
                .all(|asked| asked.input["instance"].is_null())
    };
    let published = suite()
        .into_iter()
        .filter(|case| !properties::is_generated(&case.id));
    let (known, unknown): (Vec<Case>, Vec<Case>) = published.partition(stateless);
    let (reports, _) = ask(known, control(Control::Table));
    for report in reports {
        assert_eq!(report.verdict, Verdict::Pass, "{report:#?}");
    }
    // A sample: to ask for all of them takes minutes.
    let unknown = unknown.into_iter().step_by(40).collect();
    let (reports, _) = ask(unknown, control(Control::Table));
    let mut passed = reports
        .iter()
        .filter(|report| report.verdict == Verdict::Pass);
    assert_eq!(passed.next().map(|report| &report.case), None);
}

#[test]
fn the_table_names_each_fault_once_and_requirements_that_exist() {
    let registry = Registry::embedded();
    for fault in Fault::all() {
        let told = fault.told();
        assert_eq!(told.name.parse(), Ok(fault), "two are called the same");
        let requirement = registry.requirement(told.requirement);
        assert!(requirement.is_some(), "{fault:?}");
        assert!(told.sentence.ends_with('.'), "{fault:?}");
    }
    let error = "no-such".parse::<Fault>().expect_err("there is none");
    assert_eq!(
        error.to_string(),
        "there is no fault `no-such`; `--list` shows all"
    );
}
