//! Each complaint is provoked by a copy of the project with the one fault, and by nothing else.

use std::path::Path;
use std::sync::Arc;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;

use super::finding::Finding;
use super::{Project, coverage, prose, run, schema, sources};

fn project() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    Project::read(root).expect("the project can be read")
}

/// Replaces the first `from` of a text, which must be there.
fn change(text: &mut YamlText, from: &str, to: &str) {
    assert!(text.text.contains(from), "{} has no `{from}`", text.name);
    text.text = Arc::from(text.text.replacen(from, to, 1));
}

fn vectors<'a>(project: &'a mut Project, name: &str) -> &'a mut YamlText {
    let file = format!("vectors/{name}.yaml");
    project
        .vectors
        .iter_mut()
        .find(|yaml| yaml.name == file)
        .expect("there is such a file")
}

/// The line, counted from 1, at which a text first has something.
fn line(text: &YamlText, of: &str) -> usize {
    text.text
        .lines()
        .position(|line| line.contains(of))
        .expect("it is there")
        + 1
}

impl Project {
    fn registry(&self) -> Registry {
        Registry::read(&self.registry).expect("the registry is sound")
    }

    fn compare_prose(&self) -> Vec<Finding> {
        prose::compare(&self.prose, &self.registry(), &self.registry.name)
    }

    fn compare_coverage(&self) -> Vec<Finding> {
        let registry = self.registry();
        let suite =
            Suite::read(self.vectors.iter().cloned(), &registry).expect("the vectors are sound");
        coverage::compare(&suite, &registry, &self.registry.name)
    }
}

/// There is one finding, at the given place, with these words in it.
fn one(found: &[Finding], place: &str, words: &str) {
    let shown: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(shown.len(), 1, "{shown:#?}");
    assert!(
        shown[0].starts_with(&format!("{place}: ")),
        "not at {place}: {}",
        shown[0]
    );
    assert!(shown[0].contains(words), "no `{words}` in: {}", shown[0]);
}

#[test]
fn the_project_is_in_step() {
    let found: Vec<_> = run(&project()).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_rule_that_the_prose_lacks() {
    let mut project = project();
    change(&mut project.prose, " **[RL-READ-14]**", "");
    let at = line(&project.registry, "- id: RL-READ-14");
    one(
        &project.compare_prose(),
        &format!("spec/requirements.yaml:{at}"),
        "does not state RL-READ-14",
    );
}

#[test]
fn a_rule_that_the_registry_lacks() {
    let mut project = project();
    change(
        &mut project.prose,
        "**[RL-READ-14]**",
        "**[RL-READ-14]** **[RL-READ-99]**",
    );
    let at = line(&project.prose, "RL-READ-99");
    one(
        &project.compare_prose(),
        &format!("spec/remote-log.md:{at}"),
        "The registry has no RL-READ-99",
    );
}

#[test]
fn a_rule_stated_twice() {
    let mut project = project();
    change(
        &mut project.prose,
        "**[RL-READ-14]**",
        "**[RL-READ-14]** **[RL-READ-14]**",
    );
    let at = line(&project.prose, "[RL-READ-14]");
    one(
        &project.compare_prose(),
        &format!("spec/remote-log.md:{at}"),
        "RL-READ-14 is stated already",
    );
}

#[test]
fn a_rule_under_another_heading() {
    let mut project = project();
    let mark = "  - id: RL-READ-14\n    level: MUST\n    profile: core\n    source: decision G10\n    section: Bounds and cycles";
    change(
        &mut project.registry,
        mark,
        &mark.replace("Bounds and cycles", "Sealing"),
    );
    let at = line(&project.prose, "[RL-READ-14]");
    one(
        &project.compare_prose(),
        &format!("spec/remote-log.md:{at}"),
        "the registry says \"Sealing\"",
    );
}

#[test]
fn a_decision_that_nobody_explains() {
    let mut project = project();
    change(&mut project.errata, "## G18.", "## G181.");
    let at = line(&project.registry, "- id: RL-WRITE-7");
    one(
        &sources::compare(&project.errata, &project.registry(), &project.registry.name),
        &format!("spec/requirements.yaml:{at}"),
        "RL-WRITE-7 comes from decision G18",
    );
}

#[test]
fn a_rule_without_a_positive_vector() {
    let mut project = project();
    let suite = vectors(&mut project, "read-cycles");
    let assertions = suite.text.matches("req: RL-READ-14").count();
    assert!(assertions > 2, "the file tests cycles");
    // The first two are those of the positive case.
    change(suite, "req: RL-READ-14", "req: RL-READ-1");
    change(suite, "req: RL-READ-14", "req: RL-READ-1");
    let at = line(&project.registry, "- id: RL-READ-14");
    one(
        &project.compare_coverage(),
        &format!("spec/requirements.yaml:{at}"),
        "RL-READ-14 has no positive vector",
    );
}

#[test]
fn a_rule_without_a_negative_vector() {
    let mut project = project();
    let suite = vectors(&mut project, "read-cycles");
    let (positive, negative) = suite.text.split_once("twin:").expect("a negative case");
    let text = format!(
        "{positive}twin:{}",
        negative.replace("req: RL-READ-14", "req: RL-READ-1")
    );
    suite.text = Arc::from(text);
    let at = line(&project.registry, "- id: RL-READ-14");
    one(
        &project.compare_coverage(),
        &format!("spec/requirements.yaml:{at}"),
        "RL-READ-14 has no negative vector",
    );
}

#[test]
fn a_recommendation_without_any_vector() {
    let mut project = project();
    let suite = vectors(&mut project, "write-sealing");
    suite.text = Arc::from(suite.text.replace("req: RL-WRITE-5", "req: RL-WRITE-2"));
    let at = line(&project.registry, "- id: RL-WRITE-5");
    one(
        &project.compare_coverage(),
        &format!("spec/requirements.yaml:{at}"),
        "no vector asserts it",
    );
}

#[test]
fn an_excluded_rule_with_a_vector() {
    let mut project = project();
    let suite = vectors(&mut project, "stores");
    change(suite, "req: RL-SVC-7", "req: RL-SVC-10");
    let at = line(&project.registry, "- id: RL-SVC-10");
    one(
        &project.compare_coverage(),
        &format!("spec/requirements.yaml:{at}"),
        "RL-SVC-10 is excluded, and names-apart",
    );
}

#[test]
fn a_vector_of_an_unknown_rule() {
    let mut project = project();
    let suite = vectors(&mut project, "stores");
    change(suite, "req: RL-SVC-7", "req: RL-SVC-77");
    let at = line(suite, "RL-SVC-77");
    one(
        &run(&project),
        &format!("vectors/stores.yaml:{at}"),
        "RL-SVC-77",
    );
}

#[test]
fn an_unknown_twin() {
    let mut project = project();
    let suite = vectors(&mut project, "stores");
    change(suite, "twin: names-apart", "twin: names-asunder");
    let at = line(suite, "names-asunder");
    one(
        &run(&project),
        &format!("vectors/stores.yaml:{at}"),
        "There is no case names-asunder",
    );
}

#[test]
fn a_case_without_an_id() {
    let mut project = project();
    let suite = vectors(&mut project, "stores");
    change(suite, "  - id: names-apart\n    why", "  - why");
    let found = run(&project);
    assert!(
        found
            .iter()
            .all(|finding| finding.file == "vectors/stores.yaml"),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|finding| finding.message.contains("Missing field `id`")),
        "{found:#?}"
    );
}

#[test]
fn a_vector_that_the_schema_refuses() {
    let mut project = project();
    let subject = line(vectors(&mut project, "stores"), "subject: ");
    change(vectors(&mut project, "stores"), "subject: ", "topic: ");
    project
        .vectors
        .retain(|yaml| yaml.name == "vectors/stores.yaml");
    let found = schema::validate(&project.schema, &project.vectors);
    let place = ("vectors/stores.yaml", subject as u32);
    assert!(
        found
            .iter()
            .all(|finding| (finding.file.as_str(), finding.line) == place),
        "{found:#?}"
    );
    assert!(
        found.iter().any(|finding| finding
            .message
            .contains("\"subject\" is a required property")),
        "{found:#?}"
    );
}

#[test]
fn a_value_that_the_schema_refuses() {
    let mut project = project();
    change(
        vectors(&mut project, "stores"),
        "do: store.fetch",
        "do: store.catch",
    );
    let at = line(vectors(&mut project, "stores"), "do: store.catch");
    let found = schema::validate(&project.schema, &project.vectors);
    assert!(!found.is_empty(), "an unknown operation passes");
    assert!(
        found
            .iter()
            .all(|finding| finding.file == "vectors/stores.yaml"),
        "{found:#?}"
    );
    assert!(
        found.iter().any(|finding| finding.line as usize <= at),
        "{found:#?}"
    );
}

#[test]
fn a_schema_that_is_none() {
    let mut project = project();
    change(&mut project.schema, "{", "");
    one(
        &schema::validate(&project.schema, &project.vectors),
        "spec/vector-format.schema.json:1",
        "This is no JSON",
    );
}
