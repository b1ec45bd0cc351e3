//! The suite's YAML: a file reads, or everything that is wrong with it is said with its line.

use std::collections::BTreeMap;

use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{NewFile, Step, Suite};

use crate::refusal::is_readable;
use crate::seeds::material;

/// A vector file, and so a scenario's or one of a corpus. What reads is written again as a file that reads.
pub fn vectors(bytes: &[u8]) {
    let yaml = text(bytes);
    let registry = &material().registry;
    let suite = match Suite::read([yaml.clone()], registry) {
        Ok(suite) => suite,
        Err(faults) => return are_good(&faults, &yaml),
    };
    // No command writes scenarios.
    let mut cases = suite.cases;
    cases.retain(|case| !matches!(case.steps[..], [Step::Scenario(_)]));
    if cases.is_empty() {
        return;
    }
    let written = NewFile {
        subject: "Again",
        about: "Again.",
        generated: None,
        revision: registry.revision(),
        names: &BTreeMap::new(),
        cases: &cases,
    };
    let again = YamlText::new("again.yaml", written.text());
    if let Err(faults) = Suite::read([again.clone()], registry) {
        panic!("what was written does not read: {faults}\n{}", again.text);
    }
}

/// A ledger, held against the whole suite.
pub fn ledger(bytes: &[u8]) {
    let yaml = text(bytes);
    let material = material();
    if let Err(faults) = Ledger::read(&yaml, &material.registry, &material.suite.cases) {
        are_good(&faults, &yaml);
    }
}

/// A registry of requirements.
pub fn registry(bytes: &[u8]) {
    let yaml = text(bytes);
    if let Err(faults) = Registry::read(&yaml) {
        are_good(&faults, &yaml);
    }
}

/// A file that is no text is refused before it comes to a parser.
fn text(bytes: &[u8]) -> YamlText {
    YamlText::new("fuzzed.yaml", String::from_utf8_lossy(bytes))
}

/// There is at least one complaint, and each is about a line of the file, or the one behind its end, and can be shown.
fn are_good(faults: &Diagnostics, yaml: &YamlText) {
    assert!(!faults.0.is_empty(), "it is refused, and nothing is wrong");
    let lines = yaml.text.split(['\n', '\r']).count();
    for fault in &faults.0 {
        let line = fault.line as usize;
        assert!((1..=lines + 1).contains(&line), "line {line} of {lines}");
        is_readable(&fault.message);
        drop(fault.render());
    }
}
