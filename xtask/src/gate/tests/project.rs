//! A small project in a git repository: a registry, vectors, a proto, a frozen revision, and what two implementations made of it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::record::{Came, Record, SuiteVersion};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::revision::Revision;
use remote_log_conformance::vectors::{Meaning, meanings};
use remote_log_conformance::verdict::Verdict;
use tempfile::TempDir;

use crate::gate::run::Exit;
use crate::gate::{Form, run};

const REGISTRY: &str = "revision: first
profiles:
  core: For the test.
requirements:
  - id: RL-PAGE-1
    level: MUST
    profile: core
    source: decision G1
    section: A page
    statement: A page must be whole.
    status: tested
  - id: RL-PAGE-2
    level: SHOULD
    profile: core
    source: upstream R1
    section: A page
    statement: A page should be short.
    status: tested
";

const VECTORS: &str = r#"subject: Pages
cases:
  - id: page-whole
    why: For the test.
    profile: core
    do: page.decode
    in: { bytes: "" }
    expect:
      - { req: RL-PAGE-1, at: /tail, is: "" }
      - { req: RL-PAGE-1, at: /pairs, set: ["aa", "bb"] }
  - id: page-short
    why: For the test.
    profile: core
    do: page.encode
    in: { pairs: [], tail: "" }
    expect:
      - { req: RL-PAGE-2, at: /length, at_most: "9" }
"#;

const PROTO: &str = r#"syntax = "proto3";
package log;

message Page {
  repeated Pair pair = 1;
  bytes tail = 2;

  message Pair {
    bytes id = 1;
  }
}
"#;

pub const REGISTRY_FILE: &str = "spec/requirements.yaml";
pub const VECTORS_FILE: &str = "vectors/pages.yaml";
pub const PROTO_FILE: &str = "spec/proto/log.proto";
pub const CHANGES_FILE: &str = "spec/changes.yaml";
pub const REVISION_FILE: &str = "spec/revisions/first.yaml";

/// The project's root; it is gone when the test ends.
pub struct Project(TempDir);

impl Project {
    /// The project as it was released: `sound` follows all of it, `long` makes pages that are too long.
    pub fn released() -> Self {
        let project = Self(tempfile::tempdir().expect("there is room for a directory"));
        project.write(REGISTRY_FILE, REGISTRY);
        project.write(VECTORS_FILE, VECTORS);
        project.write(PROTO_FILE, PROTO);
        project.write(CHANGES_FILE, "changes: []\n");
        let registry = Registry::read(&YamlText::new(REGISTRY_FILE, REGISTRY)).expect("it is good");
        let revision = Revision::freeze(&registry, &project.meanings(), &["a-property"]);
        project.write(REVISION_FILE, &revision.text());
        project.record("sound", &[]);
        project.record("long", &[("page-short", Verdict::Warn, "RL-PAGE-2")]);
        project.git(&["init", "-q"]);
        project.commit();
        project
    }

    /// What is there now becomes the base.
    pub fn commit(&self) {
        self.git(&["add", "."]);
        let author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
        let commit = ["commit", "-q", "--no-gpg-sign", "-m", "base"];
        self.git(&[author.as_slice(), commit.as_slice()].concat());
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in the project")).expect("there is room");
        fs::write(path, text).expect("there is room");
    }

    /// Replaces the first `from` in a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).expect("it is there");
        assert!(text.contains(from), "{path} has no `{from}`: {text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Adds a requirement, a vector, an entry: whatever goes to the end of a file.
    pub fn append(&self, path: &str, more: &str) {
        let text = fs::read_to_string(self.path(path)).expect("it is there");
        self.write(path, &(text + more));
    }

    /// Declares one change more than none.
    pub fn declare(&self, id: &str, kind: &str) {
        let entry = format!("changes:\n  - {{ id: {id}, kind: {kind}, why: For the test. }}\n");
        self.write(CHANGES_FILE, &entry);
    }

    /// Gives the registry the name of the next revision.
    pub fn bump(&self) {
        self.edit(REGISTRY_FILE, "revision: first", "revision: second");
    }

    /// Records what came of the vectors as they are now: everything passes but these.
    pub fn record(&self, name: &str, others: &[(&str, Verdict, &str)]) {
        let came = |meaning: Meaning| {
            let other = others.iter().find(|(case, ..)| *case == meaning.id);
            let came = Came {
                means: meaning.hash,
                verdict: other.map_or(Verdict::Pass, |(_, verdict, _)| *verdict),
                blames: other.map(|(.., requirement)| (*requirement).to_owned()),
            };
            (meaning.id, came)
        };
        let text = fs::read_to_string(self.path(REGISTRY_FILE)).expect("it is there");
        let revision = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("revision: "));
        let record = Record {
            implementation: name.to_owned(),
            version: "1".to_owned(),
            language: "test".to_owned(),
            suite: SuiteVersion::here(revision.expect("it is the first line")),
            cases: self.meanings().into_iter().map(came).collect(),
        };
        self.write(&format!("conformance/results/{name}.json"), &record.text());
    }

    /// Records both as they were released.
    pub fn record_both(&self) {
        self.record("sound", &[]);
        self.record("long", &[("page-short", Verdict::Warn, "RL-PAGE-2")]);
    }

    fn meanings(&self) -> Vec<Meaning> {
        let text = fs::read_to_string(self.path(VECTORS_FILE)).expect("it is there");
        meanings(&YamlText::new(VECTORS_FILE, text)).expect("the vectors can be read")
    }

    fn git(&self, arguments: &[&str]) {
        let done = Command::new("git")
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .expect("git is installed");
        assert!(done.status.success(), "{arguments:?}: {done:?}");
    }

    pub fn gate(&self, form: Form) -> (String, Exit) {
        run(self.0.path(), "HEAD", form)
    }

    /// The gate's report has all these words, and ends so.
    pub fn says(&self, exit: Exit, words: &[&str]) {
        let (report, ended) = self.gate(Form::People);
        assert_eq!(ended, exit, "{report}");
        for words in words {
            assert!(
                report.contains(words),
                "there is no `{words}` in:\n{report}"
            );
        }
    }
}
