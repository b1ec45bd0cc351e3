//! Each complaint is provoked in a small project by one fault, and by nothing else. The real project is in step as well.

use std::path::Path;
use std::sync::Arc;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::revision::Revision;
use remote_log_conformance::vectors::Suite;

use super::{Project, run};

const REGISTRY: &str = r#"revision: test
profiles:
  core: For the test.
requirements:
  - id: RL-PAGE-1
    level: MUST
    profile: core
    source: decision G1
    section: A page
    statement: Something must be.
    status: tested
  - id: RL-PAGE-2
    level: SHOULD
    profile: core
    source: upstream R1
    section: A page
    statement: Something should be.
    status: tested
  - id: RL-NAME-1
    level: MUST
    profile: core
    source: extension
    section: A name
    statement: Something must be that no vector shows.
    status: "excluded: for the test"
"#;

const PROSE: &str =
    "# The log\n\n## A page\n\nIt must **[RL-PAGE-1]**.\nIt should **[RL-PAGE-2]**.\n";

const SYNC: &str = "# Names\n\n## A name\n\nIt must **[RL-NAME-1]**.\n";

const ERRATA: &str = "# Errata\n\n## G1. Why it must\n";

const VECTORS: &str = r#"subject: Pages
cases:
  - id: page-good
    why: For the test.
    profile: core
    do: page.decode
    in: { bytes: "" }
    expect:
      - { req: RL-PAGE-1, at: /tail, is: "" }
      - { req: RL-PAGE-2, at: /pairs, is: [] }
  - id: page-bad
    why: For the test.
    profile: core
    twin: page-good
    do: page.decode
    in: { bytes: "0a" }
    expect:
      - { req: RL-PAGE-1, rejects: malformed, detail: truncated }
"#;

const README: &str = "# The log

<!-- adapter.py; `cargo xtask check` compares -->

```python
import json

print(json)
```

<!-- story.console; `cargo xtask check` compares -->
```console
$ rlog read
hello
```
";

const ADAPTER: &str = "import json\n\nprint(json)\n";

const STORY: &str = "$ rlog read\nhello\n";

/// What was declared before the tests begin: nothing.
const CHANGES: &str = "changes: []\n";

/// The registry and the vectors, frozen.
fn frozen() -> String {
    let registry = Registry::read(&YamlText::new("requirements.yaml", REGISTRY));
    let registry = registry.expect("it is good");
    let suite = Suite::read([YamlText::new("pages.yaml", VECTORS)], &registry);
    let meanings = suite.expect("it is good").meanings();
    Revision::freeze(&registry, &meanings.expect("it is good"), &["a-property"]).text()
}

/// A project in step, with one text changed: the first `from` in it becomes `to`.
fn changed(file: &str, from: &str, to: &str) -> Project {
    let schema = include_str!("../../../spec/vector-format.schema.json");
    let text = |name: &str, text: &str| {
        let text = match name == file {
            true => {
                assert!(text.contains(from), "{name} has no `{from}`");
                text.replacen(from, to, 1)
            }
            false => text.to_owned(),
        };
        YamlText::new(name, Arc::from(text))
    };
    Project {
        registry: text("requirements.yaml", REGISTRY),
        prose: vec![text("remote-log.md", PROSE), text("sync.md", SYNC)],
        errata: text("errata.md", ERRATA),
        schema: text("schema.json", schema),
        vectors: vec![text("pages.yaml", VECTORS)],
        revisions: vec![text("test.yaml", &frozen())],
        changes: text("changes.yaml", CHANGES),
        records: Vec::new(),
        readme: text("README.md", README),
        shown: vec![text("adapter.py", ADAPTER), text("story.console", STORY)],
    }
}

fn found(project: &Project) -> Vec<String> {
    let found = run(project).err().unwrap_or_default();
    found.iter().map(ToString::to_string).collect()
}

/// The changed project has exactly this complaint, up to where the sentence goes on.
fn complains(project: &Project, beginning: &str) {
    let found = found(project);
    assert!(
        found.len() == 1 && found[0].starts_with(beginning),
        "{found:#?}"
    );
}

#[test]
fn the_small_project_is_in_step() {
    let in_step = run(&changed("", "", "")).map(|in_step| in_step.to_string());
    let line = "3 requirements and 2 vectors are in step with prose, errata, schema, frozen revisions and README";
    assert_eq!(in_step, Ok(line.to_owned()));
}

#[test]
fn the_real_project_is_in_step() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let project = Project::read(&root).expect("the project can be read");
    let none: Vec<String> = Vec::new();
    assert_eq!(found(&project), none);
}

#[test]
fn a_rule_that_the_prose_lacks() {
    let project = changed("remote-log.md", " **[RL-PAGE-2]**", "");
    complains(
        &project,
        "requirements.yaml:12: No chapter states RL-PAGE-2.",
    );
}

#[test]
fn a_rule_that_the_registry_lacks() {
    let project = changed(
        "remote-log.md",
        "**[RL-PAGE-2]**.",
        "**[RL-PAGE-2]**.\nAnd **[RL-PAGE-3]**.",
    );
    complains(&project, "remote-log.md:7: The registry has no RL-PAGE-3.");
}

#[test]
fn a_rule_stated_twice() {
    let project = changed(
        "remote-log.md",
        "**[RL-PAGE-2]**.",
        "**[RL-PAGE-2]**.\nAnd **[RL-PAGE-1]**.",
    );
    complains(
        &project,
        "remote-log.md:7: RL-PAGE-1 is stated already, at remote-log.md:5.",
    );
}

#[test]
fn a_rule_stated_in_two_chapters() {
    let project = changed(
        "sync.md",
        "**[RL-NAME-1]**.",
        "**[RL-NAME-1]** **[RL-PAGE-1]**.",
    );
    complains(
        &project,
        "sync.md:5: RL-PAGE-1 is stated already, at remote-log.md:5.",
    );
}

#[test]
fn a_rule_under_another_heading() {
    let project = changed("requirements.yaml", "section: A name", "section: A page");
    let sentence =
        "sync.md:5: RL-NAME-1 stands under \"A name\", and the registry says \"A page\".";
    complains(&project, sentence);
}

#[test]
fn a_decision_that_nobody_explains() {
    // G10 is another decision, though it begins like G1.
    let project = changed("errata.md", "## G1.", "## G10.");
    complains(
        &project,
        "requirements.yaml:5: RL-PAGE-1 comes from decision G1, and errata.md has no heading",
    );
}

#[test]
fn a_rule_without_a_positive_vector() {
    let project = changed("pages.yaml", "req: RL-PAGE-1, at", "req: RL-PAGE-2, at");
    complains(
        &project,
        "requirements.yaml:5: RL-PAGE-1 has no positive vector",
    );
}

#[test]
fn a_rule_without_a_negative_vector() {
    let project = changed(
        "pages.yaml",
        "req: RL-PAGE-1, rejects",
        "req: RL-PAGE-2, rejects",
    );
    complains(
        &project,
        "requirements.yaml:5: RL-PAGE-1 has no negative vector",
    );
}

#[test]
fn a_recommendation_without_any_vector() {
    let project = changed("pages.yaml", "req: RL-PAGE-2", "req: RL-PAGE-1");
    complains(
        &project,
        "requirements.yaml:12: RL-PAGE-2 is tested, and no vector asserts it.",
    );
}

#[test]
fn an_excluded_rule_with_a_vector() {
    let project = changed(
        "pages.yaml",
        "/pairs, is: [] }",
        "/pairs, is: [] }\n      - { req: RL-NAME-1, at: /tail, is: \"\" }",
    );
    complains(
        &project,
        "requirements.yaml:19: RL-NAME-1 is excluded, and page-good at pages.yaml:3 asserts it.",
    );
}

#[test]
fn a_vector_of_an_unknown_rule() {
    let project = changed(
        "pages.yaml",
        "req: RL-PAGE-1, rejects",
        "req: RL-PAGE-9, rejects",
    );
    let found = found(&project);
    assert!(
        found.len() == 1 && found[0].starts_with("pages.yaml:18: "),
        "{found:#?}"
    );
    assert!(found[0].contains("RL-PAGE-9"), "{found:#?}");
}

#[test]
fn an_unknown_twin() {
    let project = changed("pages.yaml", "twin: page-good", "twin: page-fine");
    complains(&project, "pages.yaml:14: There is no case page-fine.");
}

#[test]
fn a_case_without_an_id() {
    let project = changed("pages.yaml", "  - id: page-bad\n    why", "  - why");
    let found = found(&project);
    assert!(
        found
            .iter()
            .all(|finding| finding.starts_with("pages.yaml:1")),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|finding| finding.contains("Missing field `id`")),
        "{found:#?}"
    );
}

#[test]
fn a_file_that_the_schema_alone_refuses() {
    let project = changed(
        "schema.json",
        "\"required\": [\"subject\", \"cases\"]",
        "\"required\": [\"subject\", \"cases\", \"author\"]",
    );
    complains(
        &project,
        "pages.yaml:1: The file does not fit spec/vector-format.schema.json: \"author\" is a required property",
    );
}

#[test]
fn a_value_that_the_schema_refuses() {
    let project = changed("pages.yaml", "profile: core", "profile: { }");
    let found = found(&project);
    let schema = "pages.yaml:3: /cases/0 does not fit spec/vector-format.schema.json:";
    assert!(
        found.iter().any(|finding| finding.starts_with(schema)),
        "{found:#?}"
    );
}

#[test]
fn a_schema_that_is_none() {
    complains(
        &changed("schema.json", "{", ""),
        "schema.json:1: This is no JSON:",
    );
}

#[test]
fn a_shown_file_that_has_changed() {
    complains(
        &changed("adapter.py", "print(json)", "print(json.loads)"),
        "README.md:8: What is shown differs here from adapter.py. Copy the file",
    );
}

#[test]
fn a_shown_file_that_has_grown() {
    complains(
        &changed("story.console", "hello\n", "hello\nyou\n"),
        "README.md:14: What is shown differs here from story.console.",
    );
}

#[test]
fn a_shown_file_that_has_shrunk() {
    complains(
        &changed("story.console", "hello\n", ""),
        "README.md:14: What is shown differs here from story.console.",
    );
}

#[test]
fn a_file_that_is_not_shown() {
    complains(
        &changed("README.md", "<!-- adapter.py;", "<!-- adapter.js;"),
        "README.md:1: adapter.py is not shown. Write the line `<!-- adapter.py; `cargo xtask check` compares -->`",
    );
}

#[test]
fn a_comment_without_its_code_block() {
    complains(
        &changed("README.md", "```python\n", ""),
        "README.md:3: No code block follows this comment. Copy adapter.py into one.",
    );
}

#[test]
fn a_revision_that_was_edited() {
    let project = changed("test.yaml", "level: MUST", "level: MAY");
    complains(
        &project,
        "test.yaml:3: The seal does not fit what test freezes: the file was edited. A revision never changes; restore the file",
    );
    let project = changed("test.yaml", "page-good: \"", "page-better: \"");
    complains(&project, "test.yaml:3: The seal does not fit");
}

#[test]
fn a_revision_with_the_name_of_another() {
    let project = changed("test.yaml", "name: test", "name: other");
    complains(
        &project,
        "test.yaml:2: This file freezes other, and is not named for it. Call it other.yaml.",
    );
}

#[test]
fn a_frozen_requirement_that_is_worded_anew() {
    let mut project = changed(
        "requirements.yaml",
        "Something must be.",
        "Some thing must be.",
    );
    complains(
        &project,
        "requirements.yaml:5: RL-PAGE-1 is not what test froze, and spec/changes.yaml does not say how it changed.",
    );
    let declared = |kind| {
        let text = format!("changes:\n  - {{ id: RL-PAGE-1, kind: {kind}, why: Two words. }}\n");
        YamlText::new("changes.yaml", text)
    };
    project.changes = declared("editorial");
    assert_eq!(found(&project), Vec::<String>::new());
    project.changes = declared("narrowing");
    complains(
        &project,
        "requirements.yaml:5: RL-PAGE-1 no longer means what test froze. Give the registry the name of the next revision",
    );
}

#[test]
fn a_frozen_requirement_of_another_level_needs_another_revision() {
    let mut project = changed("requirements.yaml", "level: MUST", "level: SHOULD");
    project.changes = YamlText::new(
        "changes.yaml",
        "changes:\n  - { id: RL-PAGE-1, kind: breaking, why: It should now. }\n",
    );
    complains(
        &project,
        "requirements.yaml:5: RL-PAGE-1 no longer means what test froze.",
    );
    let registry = project
        .registry
        .text
        .replace("revision: test", "revision: next");
    project.registry = YamlText::new("requirements.yaml", registry);
    assert_eq!(found(&project), Vec::<String>::new());
}

#[test]
fn a_declaration_without_a_sentence() {
    let entry = "changes:\n  - { id: RL-PAGE-1, kind: editorial, why: \"\" }\n";
    let project = changed("changes.yaml", CHANGES, entry);
    complains(
        &project,
        "changes.yaml:2: Say in a sentence what was changed in RL-PAGE-1.",
    );
}
