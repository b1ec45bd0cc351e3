//! `cargo xtask vectors --confirm`: three implementations, written apart, agree on every vector, and their records say so.

use std::error::Error;
use std::fs;
use std::path::Path;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::record::Record;
use remote_log_conformance::vectors::Meaning;
use remote_log_conformance::verdict::Verdict;

use crate::finding::Finding;
use crate::known::{COMPLETE, Known, RECORDS, build};

/// Asks all three, and writes their records; with `check`, compares them with those that are committed instead.
///
/// # Errors
/// A vector on which they differ, a record that is not what it would be, and what keeps it from running.
pub fn run(root: &Path, check: bool) -> Result<String, Box<dyn Error>> {
    let built = build(root)?;
    let aside = tempfile::tempdir()?;
    let mut records = Vec::new();
    for known in COMPLETE {
        let path = aside.path().join(format!("{}.json", known.name));
        known.run(root, &built, &path)?;
        records.push((known, fs::read_to_string(&path)?));
    }
    let mut wrong = Vec::new();
    let (mut confirmed, mut who) = (0, Vec::new());
    for (known, text) in &records {
        let record = Record::read(&known.record(), text)?;
        let (name, version) = (&record.implementation, &record.version);
        who.push(format!("{name} {version} ({})", record.language));
        confirmed = record.cases.len();
        wrong.extend(disagreeing(known, &record));
        if check && fs::read_to_string(root.join(known.record()))? != *text {
            wrong.push(format!(
                "{} is not what {} answers now. Run `cargo xtask vectors --confirm`.",
                known.record(),
                known.name
            ));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n").into());
    }
    if !check {
        fs::create_dir_all(root.join(RECORDS))?;
        for (known, text) in &records {
            fs::write(root.join(known.record()), text)?;
        }
    }
    Ok(format!("{} agree on {confirmed} cases", who.join(", ")))
}

/// A sentence for each case that this one does not pass.
fn disagreeing(known: &Known, record: &Record) -> Vec<String> {
    let failed = record
        .cases
        .iter()
        .filter(|(_, came)| came.verdict != Verdict::Pass);
    failed
        .map(|(case, came)| {
            let blamed = came.blames.as_deref().map_or(String::new(), |id| format!(" by {id}"));
            format!(
                "{} answers {case} with {}{blamed}, and the vector is not confirmed. Either it is wrong or {} is; the specification decides.",
                known.name,
                came.verdict.as_str(),
                known.name
            )
        })
        .collect()
}

/// The vectors that no record of all three confirms as they are now.
pub fn compare(records: &[YamlText], meanings: &[Meaning]) -> Vec<Finding> {
    let mut found = Vec::new();
    for yaml in records {
        let record = match Record::read(&yaml.name, &yaml.text) {
            Ok(record) => record,
            Err(wrong) => {
                let line = u32::try_from(wrong.line).unwrap_or(u32::MAX);
                found.push(Finding::new(wrong.file, line, wrong.message));
                continue;
            }
        };
        for meaning in meanings {
            let came = record.cases.get(&meaning.id);
            if came.is_some_and(|came| came.means == meaning.hash && came.verdict == Verdict::Pass)
            {
                continue;
            }
            let message = format!(
                "{} has not confirmed {} as it is now. Run `cargo xtask vectors --confirm`.",
                yaml.name, meaning.id
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

#[cfg(test)]
mod tests {
    use super::*;

    const VECTORS: &str = "subject: Two\nabout: Pages\ncases:\n  - id: one\n    do: page.decode\n    in: { bytes: \"\" }\n    expect: [{ req: RL-PAGE-5, at: /tail, is: \"\" }]\n";

    fn meanings() -> Vec<Meaning> {
        let yaml = YamlText::new("vectors/two.yaml", VECTORS);
        remote_log_conformance::vectors::meanings(&yaml).unwrap_or_else(|error| panic!("{error}"))
    }

    fn record(means: &str, verdict: &str) -> YamlText {
        let text = format!(
            "{{\n  \"implementation\": \"other\",\n  \"version\": \"1\",\n  \"language\": \"go\",\n  \"suite\": {{ \"version\": \"0.1.0\", \"revision\": \"draft-1\" }},\n  \"cases\": {{\n    \"one\": {{ \"means\": \"{means}\", \"verdict\": \"{verdict}\" }}\n  }}\n}}\n"
        );
        YamlText::new("conformance/results/other.json", text)
    }

    #[test]
    fn a_vector_is_confirmed_by_a_pass_of_what_it_means_now() {
        let meanings = meanings();
        let hash = &meanings[0].hash;
        assert!(compare(&[record(hash, "pass")], &meanings).is_empty());
        let other = "0".repeat(32);
        for unconfirmed in [
            record(&other, "pass"),
            record(hash, "warn"),
            record(hash, "skip"),
        ] {
            let found = compare(&[unconfirmed], &meanings);
            assert_eq!(found.len(), 1);
            let said = found[0].to_string();
            assert!(said.contains("vectors/two.yaml:4"), "{said}");
            assert!(said.contains("other.json has not confirmed one"), "{said}");
        }
    }

    #[test]
    fn whoever_does_not_pass_is_named() {
        let yaml = record(&meanings()[0].hash, "fail");
        let record = Record::read(&yaml.name, &yaml.text).unwrap_or_else(|error| panic!("{error}"));
        let said = disagreeing(&COMPLETE[1], &record).join("\n");
        assert!(
            said.starts_with("python-full answers one with fail"),
            "{said}"
        );
    }
}
