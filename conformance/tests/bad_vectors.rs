//! Vector files that are refused: each is a good file with one fault, and the complaint is at its line.

use std::sync::LazyLock;

use remote_log_conformance::diagnostic::{Diagnostics, YamlText};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{Suite, SuiteError};

const GOOD: &str = include_str!("data/good.yaml");

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::embedded);

fn read(text: &str) -> Result<Suite, Diagnostics> {
    Suite::read([YamlText::new("bad.yaml", text)], &REGISTRY)
}

/// What is replaced, by what, and the complaint: the place first.
const FAULTS: &[(&str, &str, &str)] = &[
    // YAML itself.
    (
        "subject: A small suite",
        "subject: A small suite\nsubject: Another",
        "bad.yaml:2: Duplicate mapping key `subject`",
    ),
    (
        "{ bytes: \"1202aabb\" }",
        "{ bytes: \"1202aabb\", bytes: \"00\" }",
        "bad.yaml:20: Duplicate mapping key `bytes`",
    ),
    (
        "{ bytes: \"1202aabb\" }",
        "{ bytes: \"1202aabb\"",
        "bad.yaml:21: While parsing a flow mapping",
    ),
    (
        "subject: A small suite",
        "subject: &a A small suite",
        "bad.yaml:1: ",
    ),
    (
        "why: A plain text message.",
        "why: !!binary aGVsbG8=",
        "bad.yaml:9: Two YAML parsers read this as different values",
    ),
    (
        "why: A page of nothing.",
        "why: 0o7",
        "bad.yaml:17: This reads as a number",
    ),
    // Quoting.
    (
        "\"1202aabb\"",
        "12020000",
        "bad.yaml:20: This reads as a number",
    ),
    (
        "\"1202aabb\"",
        "12e4",
        "bad.yaml:20: This reads as a number",
    ),
    (
        "\"1202aabb\"",
        "00112233",
        "bad.yaml:20: This reads as a number",
    ),
    (
        "\"1202aabb\"",
        "aabbccdd",
        "bad.yaml:20: This is hex without quotes",
    ),
    (
        "\"1570190400\"",
        "1570190400",
        "bad.yaml:12: This reads as a number",
    ),
    (
        "nth: \"1\"",
        "nth: 1",
        "bad.yaml:61: This reads as a number",
    ),
    (
        "count: \"70\"",
        "count: 70",
        "bad.yaml:6: This reads as a number",
    ),
    // Bytes and integers.
    (
        "\"1202aabb\"",
        "\"1202AABB\"",
        "bad.yaml:20: `A` is not allowed in bytes; write hex in lowercase",
    ),
    (
        "\"1202aabb\"",
        "\"1202aab\"",
        "bad.yaml:20: Hex of 7 digits ends in the middle of a byte",
    ),
    (
        "\"1202aabb\"",
        "\"12 02\"",
        "bad.yaml:20: ` ` is not allowed in bytes; bytes are lowercase hex",
    ),
    (
        "\"1202aabb\"",
        "true",
        "bad.yaml:20: Here stands a boolean; it must be bytes",
    ),
    (
        "\"1202aabb\"",
        "null",
        "bad.yaml:20: Here stands null; it must be bytes",
    ),
    (
        "\"1202aabb\"",
        "[]",
        "bad.yaml:20: Here stands a list; it must be bytes",
    ),
    (
        "\"1570190400\"",
        "\"0x5d\"",
        "bad.yaml:12: `0x5d` is no decimal number",
    ),
    (
        "\"1570190400\"",
        "\"007\"",
        "bad.yaml:12: `007` is no decimal number",
    ),
    (
        "000102030405060708090a0b",
        "000102030405060708090A0B",
        "bad.yaml:5: `A` is not allowed in bytes",
    ),
    (
        "{ address: \"aa\", content",
        "{ address: \"a\", content",
        "bad.yaml:39: Hex of 1 digits ends in the middle",
    ),
    // Names.
    ("group: $g", "group: $h", "bad.yaml:12: `$h` is not defined"),
    (
        "content: $zeros",
        "content: $ones",
        "bad.yaml:39: `$ones` is not defined",
    ),
    (
        "content: $zeros",
        "content: $a1",
        "bad.yaml:39: `$a1` is not defined",
    ),
    (
        "in: { instance: cas }",
        "in: { instance: $a1 }",
        "bad.yaml:49: `$a1` is not defined",
    ),
    (
        "a1: /address",
        "g: /address",
        "bad.yaml:52: `$g` is defined already",
    ),
    (
        "a1: /address",
        "a1: /id",
        "bad.yaml:52: The answer of `store.add` has nothing there to keep",
    ),
    (
        "repeat: \"00\", count: \"70\"",
        "repeat: \"00\", count: \"-1\"",
        "bad.yaml:6: The count of a repetition",
    ),
    (
        "repeat: \"00\", count: \"70\"",
        "repeat: \"0\", count: \"70\"",
        "bad.yaml:6: Hex of 1 digits",
    ),
    (
        "repeat: \"00\", count: \"70\"",
        "repeat: \"00\", count: \"34000000\"",
        "bad.yaml:6: Written out, this file is longer than 67108864 hex digits",
    ),
    (
        "repeat: \"00\", count: \"70\"",
        "repeat: \"00\", count: \"99999999999999999\"",
        "bad.yaml:6: Written out, this file is longer",
    ),
    (
        "timestamp: \"1570190400\"",
        "timestamp: $g",
        "bad.yaml:12: `$g` stands for bytes; here must be an integer",
    ),
    // Fields.
    (
        "why: A page of nothing.",
        "because: A page of nothing.",
        "bad.yaml:17: Unknown field `because`",
    ),
    ("about: >", "abuot: >", "bad.yaml:2: Unknown field `abuot`"),
    (
        "rejects: malformed, detail",
        "rejects: malformed, details",
        "bad.yaml:31: Unknown field `details`",
    ),
    (
        "hold: rounds",
        "held: rounds",
        "bad.yaml:45: Unknown field `held`",
    ),
    (
        "in: { bytes: \"1202aabb\" }",
        "in: { byte: \"1202aabb\" }",
        "bad.yaml:20: There is no field `byte` here; there are `bytes`",
    ),
    (
        "in: { instance: bob, now: \"0\" }",
        "in: { instance: bob }",
        "bad.yaml:60: The field `now` is missing here",
    ),
    (
        "    why: A page of nothing.\n",
        "",
        "bad.yaml:16: Say in `why`",
    ),
    (
        "why: A page of nothing.",
        "why: \"\"",
        "bad.yaml:16: Say in `why` what the case is for",
    ),
    // References.
    (
        "do: message.id",
        "do: message.ids",
        "bad.yaml:11: The adapter protocol has no operation `message.ids`",
    ),
    (
        "profile: mvds",
        "profile: mvd",
        "bad.yaml:10: There is no profile `mvd` in the registry",
    ),
    (
        "also: [verify]",
        "also: [verifies]",
        "bad.yaml:73: There is no profile `verifies` in the registry",
    ),
    (
        "also: [verify]",
        "also: [mvds]",
        "bad.yaml:78: RL-READ-13 belongs to the profile verify; a case of the profile pointer",
    ),
    (
        "req: RL-MSG-2",
        "req: RL-MSG-99",
        "bad.yaml:14: There is no requirement RL-MSG-99",
    ),
    (
        "req: RL-WIRE-1,",
        "req: RL-MSG-1,",
        "bad.yaml:22: RL-MSG-1 belongs to the profile mvds; a case of the profile core",
    ),
    (
        "twin: page-good",
        "twin: page-gone",
        "bad.yaml:27: There is no case page-gone",
    ),
    (
        "twin: page-good",
        "twin: page-cut",
        "bad.yaml:27: page-cut is a negative case too",
    ),
    (
        "id: page-good",
        "id: page-cut",
        "bad.yaml:24: The id page-cut is taken by the case at bad.yaml:16",
    ),
    (
        "id: page-good",
        "id: Page_Good",
        "bad.yaml:16: `Page_Good` is no case id",
    ),
    (
        "op: state.save",
        "op: state.safe",
        "bad.yaml:61: `state.safe` is no callback",
    ),
    (
        "nth: \"1\"",
        "nth: \"0\"",
        "bad.yaml:61: `nth` is a quoted number, counted from",
    ),
    (
        "rejects: malformed",
        "rejects: malformd",
        "bad.yaml:31: `malformd` is no reason of a rejection",
    ),
    (
        "detail: truncated",
        "detail: digest-length",
        "bad.yaml:31: `digest-length` is no detail of `malformed`",
    ),
    (
        "kind: opaque",
        "kind: opake",
        "bad.yaml:37: `opake` is none of multihash, cid, opaque",
    ),
    (
        "fails: timeout",
        "fails: loudly",
        "bad.yaml:40: `loudly` is none of unavailable, timeout",
    ),
    (
        "as: page",
        "as: leaf",
        "bad.yaml:68: `leaf` is nothing that the harness decodes",
    ),
    // Assertions.
    (
        "at: /tail",
        "at: /tial",
        "bad.yaml:22: There is nothing at `/tial`",
    ),
    (
        "seen: /calls/cas.get",
        "seen: /call/cas.get",
        "bad.yaml:63: There is nothing at `/call/cas.get`",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /tail",
        "bad.yaml:22: An assertion has one subject",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /tail, is: \"aabb\", set: [\"aabb\"]",
        "bad.yaml:22: An assertion has one subject",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /tail, set: [\"aabb\"]",
        "bad.yaml:22: `set` needs a list",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /pairs/*/local, is: \"aabb\"",
        "bad.yaml:22: Here stands a string; it must be a list",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /tail, rejects: malformed",
        "bad.yaml:22: An assertion has one subject",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /tail, at_most: \"3\"",
        "bad.yaml:22: `at_most` takes a quoted number",
    ),
    (
        "at: /tail, is: \"aabb\"",
        "at: /pairs, decodes: { as: page, to: { pairs: [], tail: \"\" } }",
        "bad.yaml:22: `decodes` needs bytes",
    ),
    (
        "seen: /calls/cas.get, at_most",
        "at: /gaps, at_most",
        "bad.yaml:63: A step with `drop_at` or `kill_at` has no answer",
    ),
    (
        "is: { status: ok, content",
        "is: { status: fine, content",
        "bad.yaml:56: `fine` is none of ok, not_found, conflict",
    ),
    (
        "      - { req: RL-WIRE-1, at: /tail, is: \"aabb\" }\n",
        "      []\n",
        "bad.yaml:16: This case asserts nothing",
    ),
    // Shapes of cases and steps.
    (
        "    do: page.decode\n    in: { bytes: \"1202aabb\" }\n",
        "",
        "bad.yaml:16: A case has either `do`, `in` and `expect`, or `steps`",
    ),
    (
        "      - drop: bob",
        "      - {}",
        "bad.yaml:58: A step has exactly one of",
    ),
    (
        "      - drop: bob",
        "      - { drop: bob, in: {} }",
        "bad.yaml:58: A step has exactly one of",
    ),
    (
        "world: { adds: unavailable }",
        "world: {}",
        "bad.yaml:57: This change of the world changes nothing",
    ),
    (
        "{ address: \"cc\", content: null }",
        "{ address: \"cc\" }",
        "bad.yaml:41: An entry has either `content`",
    ),
    (
        "{ address: \"cc\", content: null }",
        "{ address: \"cc\", content: null, fails: timeout }",
        "bad.yaml:41: An entry has either `content`",
    ),
];

#[test]
fn the_good_file_is_read() {
    let suite = read(GOOD).unwrap();
    let ids: Vec<_> = suite.cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "id-plain",
            "page-good",
            "page-cut",
            "read-story",
            "page-verified"
        ]
    );
    let lines: Vec<_> = suite.cases.iter().map(|case| case.place.line).collect();
    assert_eq!(lines, [8, 16, 24, 33, 70]);
}

#[test]
fn each_fault_is_told_with_its_line() {
    let mut wrong = Vec::new();
    for (good, bad, complaint) in FAULTS {
        assert!(GOOD.contains(good), "the good file lacks {good}");
        let told = match read(&GOOD.replacen(good, bad, 1)) {
            Ok(_) => "nothing".to_owned(),
            Err(diagnostics) => diagnostics.to_string(),
        };
        if !told.starts_with(complaint) {
            wrong.push(format!(
                "{bad}\n  told:     {told}\n  expected: {complaint}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_bad_case_is_told_at_once() {
    let bad = GOOD
        .replacen("req: RL-MSG-2", "req: RL-MSG-99", 1)
        .replacen("at: /tail", "at: /tial", 1);
    let Diagnostics(found) = read(&bad).unwrap_err();
    assert_eq!(
        found
            .iter()
            .map(|diagnostic| diagnostic.line)
            .collect::<Vec<_>>(),
        [14, 22]
    );
}

#[test]
fn the_line_is_shown() {
    let bad = GOOD.replacen("\"1202aabb\"", "\"1202AABB\"", 1);
    let Diagnostics(found) = read(&bad).unwrap_err();
    let shown = anstream::adapter::strip_str(&found[0].render()).to_string();
    let expected = "\
error: `A` is not allowed in bytes; write hex in lowercase.
  --> bad.yaml:20:18
   |
20 |     in: { bytes: \"1202AABB\" }
   |                  ^^^^^^^^^^";
    assert_eq!(shown, expected);
}

#[test]
fn what_would_fill_a_machine_is_refused() {
    let long = format!("{GOOD}# {}\n", "x".repeat(9 << 20));
    let deep = GOOD.replacen(
        "\"1202aabb\"",
        &format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        1,
    );
    let bomb = format!(
        "a: &a [{}]\nb: &b [{}]\nc: [{}]\n",
        "x, ".repeat(100),
        "*a, ".repeat(100),
        "*b, ".repeat(100)
    );
    for (text, complaint) in [
        (long, "bad.yaml:1: The file is"),
        (deep, "bad.yaml:20: "),
        (
            bomb,
            "bad.yaml:1: Anchors and aliases are not allowed here.",
        ),
    ] {
        let told = read(&text).unwrap_err().to_string();
        assert!(told.starts_with(complaint), "{told}");
    }
}

#[test]
fn a_repeated_expansion_counts_each_time() {
    let many: String = (0..3)
        .map(|n| format!("        - {{ address: \"0{n}\", content: $zeros }}\n"))
        .collect();
    let text = GOOD
        .replacen("count: \"70\"", "count: \"16000000\"", 1)
        .replacen("        - { address: \"cc\", content: null }\n", &many, 1);
    let told = read(&text).unwrap_err().to_string();
    assert!(told.contains("Written out, this file is longer"), "{told}");
}

#[test]
fn a_directory_without_vectors_is_no_suite() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(
        Suite::directory(empty.path(), &REGISTRY),
        Err(SuiteError::Empty(_))
    ));
    let missing = empty.path().join("missing");
    assert!(matches!(
        Suite::directory(&missing, &REGISTRY),
        Err(SuiteError::Unreadable { .. })
    ));
}

#[test]
fn what_a_directory_holds_beside_vectors_is_told_by_name() {
    type Spoil = fn(&std::path::Path) -> std::io::Result<()>;
    let spoilt: [(Spoil, &str); 4] = [
        (
            |directory| std::fs::write(directory.join("more.yml"), GOOD),
            "more.yml would be left out: only files *.yaml are read. Rename it.",
        ),
        (
            |directory| std::fs::write(directory.join("latin.yaml"), b"subject: caf\xe9\n"),
            "latin.yaml is not UTF-8: byte 12 begins no character. Save it as UTF-8.",
        ),
        (
            |directory| std::fs::create_dir(directory.join("x.yaml")),
            "x.yaml is no file. Take it out of the directory",
        ),
        (
            |directory| std::os::unix::fs::symlink("nowhere", directory.join("link.yaml")),
            "Take it out of the directory, or let it be read; a link must lead to a file.",
        ),
    ];
    for (spoil, complaint) in spoilt {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("good.yaml"), GOOD).unwrap();
        Suite::directory(directory.path(), &REGISTRY).unwrap();
        spoil(directory.path()).unwrap();
        let told = Suite::directory(directory.path(), &REGISTRY)
            .map_or_else(|error| error.to_string(), |_| "nothing".into());
        assert!(told.contains(complaint), "{told}");
    }
}

#[test]
fn the_embedded_suite_is_good() {
    let suite = Suite::embedded(&REGISTRY).unwrap_or_else(|error| panic!("{error}"));
    assert!(suite.cases.len() >= 250, "{} cases", suite.cases.len());
}
