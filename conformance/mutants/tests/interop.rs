//! The matrix with the second implementation in it: sound it gets along with the reference, and with a fault it is the one to
//! blame, at the requirement that the fault breaks.

use std::io::BufReader;
use std::sync::Arc;
use std::time::Duration;

use remote_log_conformance::exit::Exit;
use remote_log_conformance::interop::{Finding, Implementation, Matrix, Request, material, meet};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::{Case, Suite};
use remote_log_mutants::adapter;
use remote_log_mutants::faults::Faulty;

const SEED: u64 = 1;

/// The second implementation, with this fault if it is to have one.
fn second(fault: Option<&str>) -> Implementation {
    let fault = fault.map(|name| name.parse().expect("there is such a fault"));
    Implementation {
        name: "second".to_owned(),
        source: AdapterSource::InProcess(Arc::new(move |input, mut output| {
            // It ends with an error only when the harness has gone away.
            let _ = adapter::serve(&mut BufReader::new(input), &mut output, Faulty(fault));
        })),
        install: None,
    }
}

/// The reference and the second implementation, over the cases that this selects.
fn matrix(fault: Option<&str>, select: impl Fn(&Case) -> bool) -> Matrix {
    let registry = Arc::new(Registry::embedded());
    let suite = Suite::embedded(&registry).expect("the suite is sound");
    let mut cases = material(&suite.cases, SEED, &registry);
    cases.retain(select);
    meet(Request {
        implementations: vec![Implementation::reference(), second(fault)],
        alice: None,
        bob: None,
        cases,
        registry,
        jobs: 2,
        seed: SEED,
        deadline: Duration::from_secs(10),
        trace: None,
    })
}

fn told(finding: &Finding) -> (&str, Option<&str>) {
    (&finding.blamed, finding.requirement.as_deref())
}

#[test]
fn the_sound_one_gets_along_with_the_reference() {
    let matrix = matrix(None, |case| !case.kills());
    assert!(matrix.findings.is_empty(), "{:#?}", matrix.findings);
    assert_eq!(Exit::of_matrix(&matrix), Exit::Ok, "{matrix:#?}");
    let asked = |cell: &remote_log_conformance::interop::Cell| cell.reports.len();
    // Four pairs, of which each has pages, messages, histories and scenarios before it.
    assert_eq!(matrix.cells.len(), 4);
    assert!(
        matrix.cells.iter().all(|cell| asked(cell) > 200),
        "{matrix:#?}"
    );
}

#[test]
fn a_fault_of_one_is_its_own_whoever_it_meets() {
    for (fault, requirement, file) in [
        ("gap-taken-for-end", "RL-READ-5", "read-as-written"),
        ("item-not-tried-again", "RL-READ-9", "read-as-written"),
        ("messages-not-acknowledged", "RL-SYNC-9", "scenario-batch"),
        ("request-ignored", "RL-SYNC-13", "scenario-interactive"),
    ] {
        let matrix = matrix(Some(fault), |case| case.place.file.contains(file));
        let blamed: Vec<_> = matrix.findings.iter().map(told).collect();
        assert!(
            blamed.contains(&("second", Some(requirement))),
            "{fault}: {blamed:?}"
        );
        assert!(
            blamed.iter().all(|(name, _)| *name == "second"),
            "{fault}: {blamed:?}"
        );
        assert_eq!(Exit::of_matrix(&matrix), Exit::Failures);
        let reference = &matrix.cells[0];
        assert!(reference.pair.is_alone() && reference.pair.alice == "reference");
    }
}
