//! The adapter protocol, both ways: what the reference reads from a harness, and the harness from an adapter.

use std::io::{BufReader, Read, Write};
use std::sync::Arc;
use std::time::Duration;

use remote_log_adapter::serve;
use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::protocol::{CallOp, Hello, Line};
use remote_log_conformance::runner::{RunPlan, Trace};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::vectors::Case;
use remote_log_conformance::verdict::{Event, Summary};
use serde_json::Value;

use crate::refusal::is_readable;
use crate::seeds::material;

/// Lines of a harness, to the reference's adapter: whatever it answers is of the protocol.
pub fn requests(bytes: &[u8]) {
    let mut out = Vec::new();
    if let Err(error) = serve(bytes, &mut out) {
        is_readable(&error);
    }
    for line in out.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").expect("every line has an end");
        if let Err(error) = Line::parse(line) {
            // Where a line has no id, there is none to answer under.
            let value: Value = serde_json::from_slice(line).expect("an answer is JSON");
            assert!(
                value["id"].is_null() && value["fault"].is_object(),
                "{error}"
            );
        }
    }
}

/// One line of an adapter, to the harness, as the hello and as a later one.
pub fn answer(bytes: &[u8]) {
    if let Err(error) = Hello::from_line(bytes) {
        is_readable(&error);
    }
    match Line::parse(bytes) {
        Ok(Line::Answer(id, answer)) => {
            assert!(id.len() <= bytes.len(), "an id comes from nowhere");
            drop(answer.shown());
        }
        Ok(Line::Call(call)) => assert_eq!(CallOp::named(call.op.name()), Some(call.op)),
        Err(error) => is_readable(&error),
    }
}

/// All that an adapter ever says, to a run of the harness: the run ends, and every case has a verdict.
pub fn run(bytes: &[u8]) {
    let said: Arc<[u8]> = bytes.into();
    let adapter = AdapterSource::InProcess(Arc::new(move |mut input, mut output| {
        // The harness may have gone away by then.
        if output.write_all(&said).is_ok() {
            drop(output);
            let _ = input.read_to_end(&mut Vec::new());
        }
    }));
    let cases = material().run_cases();
    let asked = cases.len();
    match ask(cases, adapter, None) {
        Ok(summary) => assert_eq!(summary.total.all(), asked, "a case has no verdict"),
        Err(error) => is_readable(&error),
    }
}

/// Asks an adapter these cases; an error is why it could not be asked.
pub fn ask(
    cases: Vec<Case>,
    adapter: AdapterSource,
    trace: Option<Trace>,
) -> Result<Summary, String> {
    let plan = RunPlan {
        cases,
        registry: material().registry.clone(),
        ledger: Arc::new(Ledger::default()),
        jobs: 1,
        deadline: Duration::from_secs(5),
        seed: 0,
        kills: 0,
        withheld: None,
        unscored: Default::default(),
        beside: None,
        trace,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let mut unheard = |_: Event| {};
    let run = remote_log_conformance::runner::run(plan, adapter, &mut unheard);
    runtime.block_on(run).map_err(|error| error.to_string())
}

/// The reference as an adapter.
pub fn reference() -> AdapterSource {
    AdapterSource::InProcess(Arc::new(|input, output| {
        // It ends with an error only when the harness has gone away.
        let _ = serve(BufReader::new(input), output);
    }))
}
