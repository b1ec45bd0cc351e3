//! The reference passes the whole suite in this process, where nothing but the protocol is between it and the harness.

use remote_log_conformance::properties;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::scenario::other_roles;
use remote_log_conformance::vectors::Suite;
use remote_log_conformance::verdict::Verdict;

mod support;

use support::{plan, reference, run_plan};

/// How many cases of each property are asked, as many as in a run.
const GENERATED: u32 = 20;

#[test]
fn the_reference_passes_every_vector_and_every_property() {
    let suite = Suite::embedded(&Registry::embedded()).expect("the vectors of this release");
    let mut cases = other_roles(&suite.cases);
    cases.extend(suite.cases);
    cases.extend(properties::batch(2019, GENERATED));
    let asked = cases.len();
    let mut plan = plan(cases);
    plan.jobs = 2;
    // Every case with a crash comes again with a kill: here a thread whose streams end, and a new one.
    plan.kills = asked;
    let ran = run_plan(plan, reference()).expect("the reference answers the hello");

    let others: Vec<_> = (ran.reports.iter())
        .filter(|report| report.verdict != Verdict::Pass)
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    assert!(ran.reports.len() > asked, "no case was asked with a kill");
    let claim = ran
        .summary
        .claim
        .expect("a run without a fault makes a claim");
    assert_eq!(claim.profiles, ran.hello.profiles);
}
