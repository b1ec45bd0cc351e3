//! Registries and ledgers that are refused: each is a good one with one fault, and the complaint is at its line.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::ledger::Ledger;
use remote_log_conformance::registry::{Level, Registry, Status};

const REGISTRY: &str = "\
revision: test-1
profiles:
  core: The rules.
requirements:
  - id: RL-A-1
    level: MUST
    profile: core
    source: upstream R4
    section: One
    statement: A rule.
    status: tested
  - id: RL-A-2
    level: SHOULD
    profile: core
    source: decision G8
    section: Two
    statement: Another rule.
    needs: [RL-A-1]
    status: \"excluded: nobody can see it\"
";

#[test]
fn a_good_registry_is_read() {
    let registry = Registry::read(&YamlText::new("reg.yaml", REGISTRY)).unwrap();
    let second = registry.requirement("RL-A-2").unwrap();
    assert_eq!(
        (second.level, second.line, second.family()),
        (Level::Should, 12, "A")
    );
    assert_eq!(second.status, Status::Excluded("nobody can see it".into()));
    assert_eq!(registry.revision(), "test-1");
    assert_eq!(registry.families(), ["A"]);
}

#[test]
fn a_registry_tells_why_no_mutant_breaks_a_rule() {
    let reason = "status: tested\n    mutant: \"none: it is a matter of taste\"";
    let text = REGISTRY.replacen("status: tested", reason, 1);
    let registry = Registry::read(&YamlText::new("reg.yaml", text)).unwrap();
    let reasons = registry.requirements().iter().map(|one| &one.no_mutant);
    let expected = [Some("it is a matter of taste".to_owned()), None];
    assert!(reasons.eq(&expected), "{registry:?}");
}

#[test]
fn the_embedded_registry_is_good() {
    let registry = Registry::embedded();
    assert!(registry.requirements().len() > 100);
    assert!(registry.has_profile("core"));
}

#[test]
fn each_fault_of_a_registry_is_told_with_its_line() {
    let faults = [
        (
            "id: RL-A-2",
            "id: RL-A-1",
            "reg.yaml:12: RL-A-1 is used twice",
        ),
        (
            "id: RL-A-2",
            "id: RL-A-02",
            "reg.yaml:12: `RL-A-02` is no requirement id",
        ),
        (
            "id: RL-A-2",
            "id: A-2",
            "reg.yaml:12: `A-2` is no requirement id",
        ),
        (
            "[RL-A-1]",
            "[RL-A-3]",
            "reg.yaml:18: RL-A-2 needs RL-A-3, which does not exist",
        ),
        (
            "[RL-A-1]",
            "[RL-A-2]",
            "reg.yaml:12: These requirements need each other in a circle, or one that does: RL-A-2.",
        ),
        (
            "level: MUST",
            "level: MUST NOT",
            "reg.yaml:6: The level `MUST NOT` is none of",
        ),
        (
            "profile: core",
            "profile: cor",
            "reg.yaml:7: There is no profile `cor`",
        ),
        (
            "source: upstream R4",
            "source: upstream 4",
            "reg.yaml:8: The source `upstream 4` is none of",
        ),
        (
            "source: decision G8",
            "source: decision",
            "reg.yaml:15: The source `decision` is none of",
        ),
        (
            "status: tested",
            "status: done",
            "reg.yaml:11: The status `done` is neither",
        ),
        (
            "status: tested",
            "status: tested\n    mutant: nobody can break it",
            "reg.yaml:12: The mutant of RL-A-1 is `nobody can break it`. Write `none: ` and why",
        ),
        (
            "status: tested",
            "status: tested\n    mutant: \"none:  \"",
            "reg.yaml:12: The mutant of RL-A-1 is `none:  `. Write `none: ` and why",
        ),
        (
            "needs: [RL-A-1]",
            "mutant: \"none: it is a matter of taste\"",
            "reg.yaml:18: RL-A-2 is excluded, so no mutant is asked for.",
        ),
        (
            "excluded: nobody can see it",
            "excluded: ",
            "reg.yaml:19: The status `excluded: ` is neither",
        ),
        (
            "section: One",
            "chapter: One",
            "reg.yaml:9: Unknown field `chapter`",
        ),
        (
            "level: MUST",
            "level: MUST\n    level: MUST",
            "reg.yaml:7: Duplicate mapping key `level`",
        ),
        (
            "core: The rules.",
            "core: []",
            "reg.yaml:3: The profile core needs a sentence",
        ),
    ];
    for (good, bad, complaint) in faults {
        assert!(REGISTRY.contains(good), "the good registry lacks {good}");
        let read = Registry::read(&YamlText::new("reg.yaml", REGISTRY.replacen(good, bad, 1)));
        let told = read.map_or_else(|error| error.to_string(), |_| "nothing".into());
        assert!(
            told.starts_with(complaint),
            "{bad}\n  told:     {told}\n  expected: {complaint}"
        );
    }
}

#[test]
fn a_circle_of_several_is_told() {
    let circle = REGISTRY.replacen(
        "statement: A rule.",
        "statement: A rule.\n    needs: [RL-A-2]",
        1,
    );
    let told = Registry::read(&YamlText::new("reg.yaml", circle))
        .unwrap_err()
        .to_string();
    assert!(told.contains("RL-A-1, RL-A-2"), "{told}");
}

#[test]
fn each_fault_of_a_ledger_is_told_with_its_line() {
    let good = "\
expected_failures:
  - case: read-*
    requirement: RL-READ-1
    why: Gaps are not done yet.
accepted_skips:
  - operation: \"store.*\"
    why: We ship no store.
";
    let registry = Registry::embedded();
    let read = |text: &str| Ledger::read(&YamlText::new("ledger.yaml", text), &registry, &[]);
    read(good).unwrap();
    let faults = [
        (
            "RL-READ-1",
            "RL-READ-999",
            "ledger.yaml:3: There is no requirement RL-READ-999",
        ),
        (
            "case: read-*",
            "case: read-[",
            "ledger.yaml:2: A bad pattern",
        ),
        (
            "why: Gaps are not done yet.",
            "why: \"\"",
            "ledger.yaml:4: Say why",
        ),
        (
            "    why: Gaps are not done yet.\n",
            "",
            "ledger.yaml:3: Missing field `why`",
        ),
        (
            "case: read-*",
            "cases: read-*",
            "ledger.yaml:2: Unknown field `cases`",
        ),
        (
            "accepted_skips",
            "accepted",
            "ledger.yaml:5: Unknown field `accepted`",
        ),
        (
            "accepted_skips:\n  - operation: \"store.*\"\n    why: We ship no store.\n",
            "accepted_skips: yes\n",
            "ledger.yaml:5: A list is expected here.",
        ),
        (
            "why: We ship no store.",
            "why: We ship no store.\n    why: No.",
            "ledger.yaml:8: Duplicate mapping key `why`",
        ),
    ];
    for (part, bad, complaint) in faults {
        assert!(good.contains(part), "the good ledger lacks {part}");
        let told = read(&good.replacen(part, bad, 1))
            .map_or_else(|error| error.to_string(), |_| "nothing".into());
        assert!(
            told.starts_with(complaint),
            "{bad}\n  told:     {told}\n  expected: {complaint}"
        );
    }
}
