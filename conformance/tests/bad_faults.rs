//! Vector files with an impossible fault, loss or crash: each is a good file with one of them, and the complaint is at its
//! line. The published schema refuses what a schema can.

use std::sync::LazyLock;

use jsonschema::Validator;
use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{
    Alteration, CrashAt, Fault, FaultyCall, FetchAnswer, GetAnswer, Lose, NameChange, Step, Suite,
    WriteAnswer,
};
use remote_log_conformance::yaml::typed;
use serde_json::Value;

const GOOD: &str = include_str!("data/hostile.yaml");

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::embedded);

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let text = include_str!("../../spec/vector-format.schema.json");
    let schema: Value = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
});

fn yaml(text: &str) -> YamlText {
    YamlText::new("bad.yaml", text)
}

fn read(text: &str) -> Result<Suite, String> {
    Suite::read([yaml(text)], &REGISTRY).map_err(|faults| faults.to_string())
}

fn fits_schema(text: &str) -> bool {
    SCHEMA.is_valid(&typed::<Value>(&yaml(text)).expect("it is YAML"))
}

/// Whether the schema can tell as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Schema {
    Refuses,
    CannotTell,
}
use Schema::{CannotTell, Refuses};

/// What is replaced, by what, the complaint with its place, and whether the schema refuses it too.
const FAULTS: &[(&str, &str, &str, Schema)] = &[
    (
        "revision: draft-1",
        "revision: draft-0",
        "bad.yaml:4: This file was made by the model of revision draft-0, and this suite is of revision draft-1.",
        CannotTell,
    ),
    // Answers that an op cannot have.
    (
        "{ op: cas.get, nth: \"2\", answer: unavailable }",
        "{ op: cas.get, nth: \"2\", answer: conflict }",
        "bad.yaml:16: `conflict` is no answer of a fault of `cas.get`; there are not_found, unavailable, timeout, corrupt,",
        Refuses,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: { stale: \"1\" }",
        "bad.yaml:17: `stale` is no answer of a fault of `cas.get`",
        Refuses,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: of",
        "bad.yaml:17: `of` is no answer of a fault of `cas.get`",
        Refuses,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: { of: \"bb\", content: \"bb\" }",
        "bad.yaml:17: Here stands a mapping; an answer is a word, or a mapping with one key",
        Refuses,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: { timeout: \"1\" }",
        "bad.yaml:17: `timeout` is no answer of a fault of `cas.get`",
        Refuses,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: { of: \"b\" }",
        "bad.yaml:17: Hex of 1 digits ends in the middle of a byte",
        Refuses,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: { of: $p2 }",
        "bad.yaml:17: `$p2` is not defined",
        CannotTell,
    ),
    (
        "answer: { of: \"bb\" }",
        "answer: null",
        "bad.yaml:17: Here stands null; an answer is a word",
        Refuses,
    ),
    (
        "{ op: cas.get, answer: { of: \"bb\" } }",
        "{ op: cas.get }",
        "bad.yaml:17: Missing field `answer`",
        Refuses,
    ),
    (
        "answer: truncated",
        "answer: dropped",
        "bad.yaml:20: `dropped` is no answer of a fault of `ns.fetch`; there are not_found, unavailable, timeout, corrupt, truncated, {stale",
        Refuses,
    ),
    (
        "{ stale: \"2\" }",
        "{ stale: \"0\" }",
        "bad.yaml:19: `stale` is a quoted number, counted from \"1\" and at most \"100\"",
        Refuses,
    ),
    (
        "{ stale: \"2\" }",
        "{ stale: \"101\" }",
        "bad.yaml:19: `stale` is a quoted number, counted from \"1\" and at most \"100\"",
        Refuses,
    ),
    (
        "{ stale: \"2\" }",
        "{ stale: 2 }",
        "bad.yaml:19: This reads as a number",
        Refuses,
    ),
    (
        "answer: dropped",
        "answer: not_found",
        "bad.yaml:21: `not_found` is no answer of a fault of `cas.add`; there are unavailable, timeout, dropped, lost.",
        Refuses,
    ),
    (
        "answer: too_large",
        "answer: corrupt",
        "bad.yaml:22: `corrupt` is no answer of a fault of `ns.update`; there are conflict, too_large, unavailable, timeout, unsupported, dropped, lost.",
        Refuses,
    ),
    // Ops that have no faults, and what does not narrow them.
    (
        "{ op: ns.fetch, answer: truncated }",
        "{ op: state.save, answer: timeout }",
        "bad.yaml:20: `state.save` has no faults; these callbacks have: cas.add, cas.get, ns.fetch, ns.update, mail.deposit, mail.collect.",
        Refuses,
    ),
    (
        "{ op: ns.fetch, answer: truncated }",
        "{ op: ns.fech, answer: truncated }",
        "bad.yaml:20: `ns.fech` is no callback; there are cas.add",
        Refuses,
    ),
    (
        "{ op: ns.fetch, answer: truncated }",
        "{ op: ns.fetch, address: $p1, answer: truncated }",
        "bad.yaml:20: `address` narrows a fault of `cas.get` alone.",
        Refuses,
    ),
    (
        "{ op: cas.get, address: $p1, answer: corrupt }",
        "{ op: cas.get, name: alice, answer: corrupt }",
        "bad.yaml:15: `name` narrows a fault of `ns.fetch` or `ns.update` alone.",
        Refuses,
    ),
    (
        "{ op: ns.fetch, answer: truncated }",
        "{ op: ns.fetch, when: later, answer: truncated }",
        "bad.yaml:20: Unknown field `when`",
        Refuses,
    ),
    (
        "nth: \"2\"",
        "nth: \"0\"",
        "bad.yaml:16: `nth` is a quoted number, counted from \"1\"",
        Refuses,
    ),
    (
        "nth: \"2\"",
        "nth: \"+2\"",
        "bad.yaml:16: `nth` is a quoted number, counted from \"1\"",
        Refuses,
    ),
    (
        "nth: \"2\"",
        "nth: \"9999999999\"",
        "bad.yaml:16: `nth` is a quoted number, counted from \"1\"",
        CannotTell,
    ),
    // What is seen.
    (
        "is: [ns.fetch, cas.get]",
        "is: [ns.fetch, cas.got]",
        "bad.yaml:24: `cas.got` is none of cas.add, cas.get",
        CannotTell,
    ),
    (
        "seen: /bytes/cas.get",
        "seen: /bytes/state.save",
        "bad.yaml:25: There is nothing at `/bytes/state.save`",
        CannotTell,
    ),
    // What is lost.
    (
        "{ name: alice, page: \"1\" }",
        "{ name: alice, page: \"0\" }",
        "bad.yaml:34: `page` is a quoted number, counted from \"1\"",
        Refuses,
    ),
    (
        "{ name: alice, page: \"1\" }",
        "{ name: alice, page: \"1\", item: \"cc\" }",
        "bad.yaml:34: What is lost is named by `address`, by `name` and `page`, or by `name` and `item`.",
        Refuses,
    ),
    (
        "{ name: alice, item: \"cc\" }",
        "{ item: \"cc\" }",
        "bad.yaml:34: What is lost is named by",
        Refuses,
    ),
    (
        "restore: \"all\"",
        "restore: \"some\"",
        "bad.yaml:35: `some` is none of all.",
        Refuses,
    ),
    (
        "{ name: alice, back: \"1\" }",
        "{ name: alice, back: \"0\" }",
        "bad.yaml:37: `back` is a quoted number, counted from \"1\" and at most \"100\"",
        Refuses,
    ),
    (
        "{ name: alice, back: \"1\" }",
        "{ name: alice, back: \"1\", content: \"\" }",
        "bad.yaml:37: `back` stands without `content` and `fails`.",
        Refuses,
    ),
    // Crashes.
    (
        "kill: adapter",
        "kill: bob",
        "bad.yaml:40: `bob` cannot be killed; write `kill: adapter`, or drop an instance.",
        Refuses,
    ),
    (
        "restore: bob",
        "restore: carol",
        "bad.yaml:41: There is no backup of `carol` yet; make one with `backup: carol` in an earlier step.",
        CannotTell,
    ),
    (
        "- kill: adapter\n      - restore: bob",
        "- kill: adapter\n        restore: bob",
        "bad.yaml:40: A step has exactly one of `do` (with `in`), `world`, `drop`, `backup`, `restore` and `kill`.",
        Refuses,
    ),
    (
        "- restore: bob",
        "- restore: bob\n        faults: [{ op: ns.update, answer: lost }]",
        "bad.yaml:41: A step has exactly one of",
        Refuses,
    ),
    (
        "kill_at: { op: state.save, nth: \"1\" }",
        "kill_at: { op: state.save, nth: \"1\" }\n        drop_at: { op: state.save, nth: \"2\" }",
        "bad.yaml:45: A step has `drop_at` or `kill_at`",
        Refuses,
    ),
    (
        "kill_at: { op: state.save, nth: \"1\" }",
        "kill_at: { op: state.save, nth: \"0\" }",
        "bad.yaml:45: `nth` is a quoted number",
        Refuses,
    ),
    (
        "kill_at: { op: state.save, nth: \"1\" }",
        "kill_at: { op: state.safe, nth: \"1\" }",
        "bad.yaml:45: `state.safe` is no callback",
        Refuses,
    ),
    (
        "seen: /calls/cas.get, is: \"0\"",
        "at: /head, is: same",
        "bad.yaml:47: A step with `drop_at` or `kill_at` has no answer to assert",
        Refuses,
    ),
];

#[test]
fn each_impossible_thing_is_told_with_its_line_and_refused_by_the_schema() {
    assert!(fits_schema(GOOD));
    let mut wrong = Vec::new();
    for (good, bad, complaint, schema) in FAULTS {
        assert!(GOOD.contains(good), "the good file lacks {good}");
        let text = GOOD.replacen(good, bad, 1);
        let told = read(&text).err().unwrap_or_else(|| "nothing".to_owned());
        if !told.starts_with(complaint) {
            wrong.push(format!(
                "{bad}\n  told:     {told}\n  expected: {complaint}"
            ));
        }
        if fits_schema(&text) != (*schema == CannotTell) {
            wrong.push(format!("{bad}\n  the schema does not say what it should"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_good_file_is_read_as_it_is_meant() {
    let suite = read(GOOD).unwrap_or_else(|told| panic!("{told}"));
    assert_eq!(suite.files[0].revision.as_deref(), Some("draft-1"));
    let p1 = || vec![0x12, 0x20, 0xaa];
    let Step::Do(step) = &suite.cases[0].steps[0] else {
        panic!("it is a request")
    };
    let alice = || Some("alice".to_owned());
    let get = |nth, address, answer| Fault {
        nth,
        call: FaultyCall::Get { address, answer },
    };
    let corrupt = GetAnswer::Altered(Alteration::Corrupt);
    assert_eq!(step.faults[0], get(None, Some(p1()), corrupt));
    assert_eq!(step.faults[2], get(None, None, GetAnswer::Of(vec![0xbb])));
    assert_eq!(step.faults[3], get(None, None, GetAnswer::Content(p1())));
    let stale = FaultyCall::Fetch {
        name: alice(),
        answer: FetchAnswer::Stale(2),
    };
    assert_eq!(step.faults[4].call, stale);
    let dropped = Fault {
        nth: Some(1),
        call: FaultyCall::Add {
            answer: WriteAnswer::Dropped,
        },
    };
    assert_eq!(step.faults[6], dropped);

    let lost = &suite.cases[1];
    assert!(lost.kills() && !suite.cases[0].kills());
    assert!(lost.world.restore);
    let name = "alice".to_owned();
    let page = Lose::Page { name, below: 1 };
    assert_eq!(lost.world.lose[..2], [Lose::Address(p1()), page]);
    assert_eq!(lost.world.names[0].1, NameChange::Back(1));
    assert!(matches!(
        lost.steps[..3],
        [Step::Backup { .. }, Step::Kill, Step::Restore { .. }]
    ));
    let dies = lost.requests().next().and_then(|step| step.crash_at);
    assert!(
        matches!(dies, Some(CrashAt::Kill(at)) if at.nth == 1),
        "{dies:?}"
    );
}
