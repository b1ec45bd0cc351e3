//! Scenarios that are written wrongly are refused with file, line and a sentence.

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::Suite;

const GOOD: &str = r#"subject: Two nodes
let:
  g: "0101010101010101010101010101010101010101010101010101010101010101"
cases:
  - id: scenario-one
    why: One message and its ACK.
    profile: mvds-node
    scenario:
      epochs: "5"
      groups: [{ group: $g, members: [alice, bob] }]
      actors: [{ name: alice }, { name: bob, online: ["1-3", "5-"] }]
      events:
        - { at: "1", append: alice, message: { as: m1, body: "6d31" } }
        - { at: "2", kill: bob }
      carry:
        - { from: bob, epochs: "2", is: lost }
      in_the_end:
        - { req: RL-SYNC-9, actor: bob, what: acks, message: m1, is: ["1"] }
"#;

/// What is said of the good file with one part of it replaced.
fn refused(part: &str, by: &str) -> String {
    assert_eq!(GOOD.matches(part).count(), 1, "{part}");
    let text = GOOD.replace(part, by);
    let read = Suite::read([YamlText::new("two.yaml", text)], &Registry::embedded());
    read.expect_err("the file is wrong").to_string()
}

#[test]
fn the_good_file_is_read() {
    let read = Suite::read([YamlText::new("two.yaml", GOOD)], &Registry::embedded());
    let suite = read.expect("it is good");
    assert_eq!(suite.cases[0].requirements(), ["RL-SYNC-9"]);
    let operations: Vec<_> = suite.cases[0].operations().collect();
    let needed = [
        "node.open",
        "node.epoch",
        "node.receive",
        "node.append",
        "instance.drop",
    ];
    assert_eq!(operations, needed);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let cases = [
        (
            r#"epochs: "5""#,
            r#"epochs: "10001""#,
            9,
            "at most \"10000\"",
        ),
        (r#"epochs: "5""#, r#"epochs: "0""#, 9, "counted from \"1\""),
        (
            "members: [alice, bob]",
            "members: [alice, eve]",
            10,
            "There is no actor `eve`; there are alice, bob.",
        ),
        (
            "group: $g",
            r#"group: "0101""#,
            10,
            "The id of a group is 32 bytes long.",
        ),
        (
            "{ name: alice }",
            "{ name: bob }",
            11,
            "There is an actor `bob` already.",
        ),
        (
            "{ name: alice }",
            "{ name: Alice }",
            11,
            "`Alice` is no name of an actor",
        ),
        (
            "{ name: alice }",
            "{ name: alice, mode: loud }",
            11,
            "`loud` is none of batch, interactive.",
        ),
        (
            r#""1-3""#,
            r#""3-1""#,
            11,
            "Write epochs as \"3\", \"3-9\" or \"3-\"",
        ),
        (r#""1-3""#, r#""+1""#, 11, "Write epochs as"),
        (
            r#"at: "1""#,
            r#"at: "3""#,
            14,
            "Write events in the order of their epochs.",
        ),
        (r#"at: "2""#, r#"at: "6""#, 14, "at most \"5\""),
        (
            "kill: bob",
            "kill: bob, backup: bob",
            14,
            "An event has exactly one of",
        ),
        (
            "kill: bob",
            "kill: bob, in: node.epoch",
            14,
            "This event needs `in` and `callback`.",
        ),
        ("kill: bob", "clock: bob", 14, "This event needs `by`"),
        ("kill: bob", "move: bob", 14, "This event needs `to`."),
        (
            "kill: bob",
            "kill: bob, to: outside",
            14,
            "An event has exactly one of",
        ),
        ("kill: bob", "explode: bob", 14, "Unknown field `explode`"),
        ("as: m1", r#"as: "ab""#, 13, "`ab` is no name of a message"),
        (
            r#"as: m1, body: "6d31""#,
            r#"as: m1, body: "6d31", parents: [$g]"#,
            13,
            "names its parents itself",
        ),
        (
            "is: lost",
            "is: late",
            16,
            "A payload is `late` `by` some epochs",
        ),
        (
            "is: lost",
            "is: eaten",
            16,
            "`eaten` is none of lost, twice, late.",
        ),
        (
            "what: acks",
            "what: nacks",
            18,
            "`nacks` is none of delivered, unsaved",
        ),
        (
            "what: acks",
            "what: delivered",
            18,
            "This is not about a single `message`.",
        ),
        ("message: m1, is", "message: m2, is", 18, "bytes"),
        (
            r#"is: ["1"]"#,
            r#"is: ["1"], set: ["1"]"#,
            18,
            "A claim has one of",
        ),
        (
            r#"is: ["1"]"#,
            r#"is: ["m1"]"#,
            18,
            "`epoch` is a quoted number",
        ),
        (
            "req: RL-SYNC-9",
            "req: RL-SYNC-15, to: eve",
            18,
            "There is no actor `eve`",
        ),
        (
            "req: RL-SYNC-9",
            "req: RL-SYNC-29",
            18,
            "RL-SYNC-29 belongs to the profile mvds-robust",
        ),
        (
            "kill: bob",
            "inject: { to: bob, from: alice, sealed: true }",
            14,
            "`for` and `sealed` are for what comes in a mailbox",
        ),
        (
            "{ name: alice }",
            "{ name: alice, log: true, mailboxes: messages }",
            11,
            "Who uses mailboxes has no log of its own",
        ),
        (
            "{ name: alice }",
            "{ name: alice, mailboxes: letters }",
            11,
            "`letters` is none of messages, messages_and_acks",
        ),
        (
            "req: RL-SYNC-9",
            "req: RL-SYNC-999",
            18,
            "There is no requirement RL-SYNC-999",
        ),
    ];
    for (part, by, line, says) in cases {
        let said = refused(part, by);
        assert!(said.contains(says), "{by}: {said}");
        assert!(said.contains(&format!("two.yaml:{line}:")), "{by}: {said}");
    }
}

#[test]
fn a_scenario_claims_something_and_has_no_steps_beside_it() {
    let claim = "        - { req: RL-SYNC-9, actor: bob, what: acks, message: m1, is: [\"1\"] }\n";
    let nothing = refused(
        &format!("      in_the_end:\n{claim}"),
        "      in_the_end: []\n",
    );
    assert!(
        nothing.contains("claims nothing, so it can never fail"),
        "{nothing}"
    );
    let both = refused("    scenario:\n", "    steps: []\n    scenario:\n");
    assert!(both.contains("or `steps` or a `scenario`"), "{both}");
}
