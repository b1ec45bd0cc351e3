//! One state of the project, read.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;
use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::record::Record;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::revision::Revision;
use remote_log_conformance::vectors::{Meaning, meanings};

use super::declared::{self, CHANGES, Declared};
use super::git::Files;
use super::proto;
use crate::finding::Finding;

/// Where the registry stands.
pub const REGISTRY: &str = "spec/requirements.yaml";

/// What the gate compares.
pub struct State {
    pub registry: Registry,
    /// The meanings of each vector file's cases, by the file's path.
    pub vectors: BTreeMap<String, Vec<Meaning>>,
    /// By the paths of their files.
    pub protos: BTreeMap<String, FileDescriptorProto>,
    /// By the paths of their files.
    pub records: BTreeMap<String, Record>,
    /// What its authors declare.
    pub declared: Vec<Declared>,
    /// The files that it was read from.
    pub files: Files,
}

impl State {
    /// Reads a state. `label` stands before each path in complaints. What is the same in the `other` state is not read again.
    pub fn read(files: Files, label: &str, other: Option<&Self>) -> Result<Self, Vec<Finding>> {
        let mut found = Vec::new();
        let named = |path: &str| format!("{label}{path}");
        let Some(registry) = files.get(REGISTRY) else {
            let message = "There is no registry here. The gate compares two states of it.";
            return Err(vec![Finding::new(named(REGISTRY), 1, message)]);
        };
        let registry = Registry::read(&YamlText::new(named(REGISTRY), registry.as_str()))
            .map_err(|wrong| findings(wrong).collect::<Vec<_>>())?;
        let declared = files.get(CHANGES).map_or(Ok(Vec::new()), |text| {
            declared::read(&YamlText::new(named(CHANGES), text.as_str()))
        });
        let declared = declared.unwrap_or_else(|wrong| {
            found.extend(findings(wrong));
            Vec::new()
        });
        let (mut vectors, mut protos, mut records) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (path, text) in &files {
            if path.starts_with("vectors/") {
                let same = other.filter(|other| other.files.get(path) == Some(text));
                let read = match same.and_then(|other| other.vectors.get(path)) {
                    Some(known) => Ok(known.clone()),
                    None => meanings(&YamlText::new(named(path), text.as_str())),
                };
                match read {
                    Ok(read) => drop(vectors.insert(path.clone(), read)),
                    Err(wrong) => found.push(wrong.into()),
                }
            } else if path.starts_with("spec/revisions/") {
                let sealed = Revision::read(&YamlText::new(named(path), text.as_str()));
                found.extend(sealed.err().into_iter().flat_map(findings));
            } else if path.starts_with("spec/proto/") {
                match proto::read(path, &named(path), &files) {
                    Ok(read) => drop(protos.insert(path.clone(), read)),
                    Err(wrong) => found.push(wrong),
                }
            } else if path.starts_with("conformance/results/") {
                match Record::read(&named(path), text) {
                    Ok(read) => drop(records.insert(path.clone(), read)),
                    Err(wrong) => {
                        let line = u32::try_from(wrong.line).unwrap_or(u32::MAX);
                        found.push(Finding::new(wrong.file, line, wrong.message));
                    }
                }
            }
        }
        found.extend(taken_twice(&vectors));
        if found.is_empty() {
            Ok(Self {
                registry,
                vectors,
                protos,
                records,
                declared,
                files,
            })
        } else {
            Err(found)
        }
    }

    /// The meanings of all cases, by their ids.
    pub fn meanings(&self) -> BTreeMap<&str, &Meaning> {
        let all = self.vectors.values().flatten();
        all.map(|meaning| (meaning.id.as_str(), meaning)).collect()
    }
}

/// Ids of cases that are used twice.
fn taken_twice(vectors: &BTreeMap<String, Vec<Meaning>>) -> Vec<Finding> {
    let mut first: BTreeMap<&str, &Meaning> = BTreeMap::new();
    let mut found = Vec::new();
    for meaning in vectors.values().flatten() {
        if let Some(taken) = first.insert(&meaning.id, meaning) {
            let message = format!(
                "The id {} is taken by the case at {}:{}. Choose another.",
                meaning.id, taken.place.file, taken.place.line
            );
            found.push(Finding::new(
                &meaning.place.file,
                meaning.place.line,
                message,
            ));
        }
    }
    found
}

fn findings(Diagnostics(wrong): Diagnostics) -> impl Iterator<Item = Finding> {
    wrong.into_iter().map(Finding::from)
}
