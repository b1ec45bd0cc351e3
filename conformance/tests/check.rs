//! What `check` finds in adapters that go wrong: the rule, what happened, and the cure.

mod support;

use std::time::Duration;

use remote_log_conformance::check::{Finding, Found, check};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::transport::AdapterSource;
use support::{faulty, reference};

fn findings(source: AdapterSource) -> Vec<Finding> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime
        .block_on(check(source, Duration::from_secs(2), &Registry::embedded()))
        .expect("nothing has to be listened to")
}

/// That the first problem is of this rule, and that its description and its cure have these words.
fn first_problem(words: &[&str], rule: &str, happened: &str, cured: &str) {
    let findings = findings(faulty(words));
    let problem = findings.iter().find(|finding| finding.is_problem());
    match problem.map(|finding| (finding.rule, &finding.found)) {
        Some((broken, Found::Problem { what, cure })) => {
            assert!(broken.contains(rule), "{words:?}: {findings:#?}");
            assert!(what.contains(happened), "{words:?}: {what}");
            assert!(cure.contains(cured), "{words:?}: {cure}");
        }
        _ => panic!("{words:?} has no problem: {findings:#?}"),
    }
}

#[test]
fn the_reference_has_no_problem_and_everything_is_tried() {
    let findings = findings(reference());
    assert!(
        findings.iter().all(|finding| finding.found == Found::Good),
        "{findings:#?}"
    );
    assert_eq!(findings.len(), 12);
}

#[test]
fn a_small_adapter_has_no_problem_and_what_it_lacks_is_not_tried() {
    for mode in ["correct", "out-of-order", "stderr-noise"] {
        let findings = findings(faulty(&[mode]));
        assert!(!findings.iter().any(Finding::is_problem), "{findings:#?}");
        let untried = |finding: &&Finding| matches!(finding.found, Found::Untried(_));
        assert_eq!(findings.iter().filter(untried).count(), 2, "{findings:#?}");
    }
}

#[test]
fn a_command_that_cannot_be_started_is_the_first_thing_to_say() {
    let findings = findings(AdapterSource::Command(vec!["/no/such/adapter".to_owned()]));
    assert!(
        matches!(
            &findings[..],
            [Finding { rule: "starts", found: Found::Problem { what, .. } }] if what.contains("/no/such/adapter")
        ),
        "{findings:#?}"
    );
}

#[test]
fn a_bad_hello_is_told_with_its_cure() {
    for (mode, happened, cured) in [
        ("silent", "answered nothing in time", "flush"),
        (
            "reads-all-first",
            "only when its input had ended",
            "one line at a time",
        ),
        (
            "dies-at-handshake",
            "exited with status 7; its last words on standard error: no licence",
            "Read standard input",
        ),
        (
            "banner",
            "`Welcome to my adapter!`",
            "banners and logs go to standard error",
        ),
        ("old-version", "speaks version `0`", "the older one"),
    ] {
        first_problem(&[mode], "answers the hello", happened, cured);
    }
    first_problem(
        &["mistyped"],
        "that exist",
        "no page.decod",
        "Compare the names",
    );
}

/// What `check` says of a shell script in the place of an adapter.
fn script(text: &str) -> (&'static str, String, &'static str) {
    let words = ["sh", "-c", text].map(str::to_owned);
    problem(AdapterSource::Command(words.to_vec()))
}

fn problem(source: AdapterSource) -> (&'static str, String, &'static str) {
    let findings = findings(source);
    let problem = findings.into_iter().find(Finding::is_problem);
    match problem.map(|finding| (finding.rule, finding.found)) {
        Some((rule, Found::Problem { what, cure })) => (rule, what, cure),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_program_that_ends_before_the_hello_tells_why_in_its_last_words() {
    for (text, happened, cured) in [
        (
            "printf 'Traceback (most recent call last):\\n  File \"a.py\", line 1\\nModuleNotFoundError: No module named google\\n' >&2; exit 1",
            "exited with status 1; its last words on standard error: ModuleNotFoundError: No module named google",
            "Install what it depends on",
        ),
        (
            "printf '  File \"a.py\", line 3\\n    match x:\\nSyntaxError: invalid syntax\\n' >&2; exit 1",
            "SyntaxError: invalid syntax",
            "the version of the language",
        ),
        ("exec no-such-program-here", "not found", "Check the path"),
        (
            "echo 'the licence has run out' >&2; exit 7",
            "exited with status 7; its last words on standard error: the licence has run out",
            "Mend what its last words tell of",
        ),
    ] {
        let (rule, what, cure) = script(text);
        assert_eq!(rule, "answers the hello");
        assert!(what.contains(happened), "{text}: {what}");
        assert!(cure.contains(cured), "{text}: {cure}");
    }
}

#[test]
fn a_stack_trace_on_standard_output_is_told_from_a_banner() {
    let trace =
        "printf 'Traceback (most recent call last):\\n  File \"a.py\", line 1\\n%s\\n' \"$1\"";
    for (error, cured) in [
        ("KeyError: group", "let stack traces go to standard error"),
        (
            "ModuleNotFoundError: No module named x",
            "Install what it depends on",
        ),
    ] {
        let words = ["sh", "-c", trace, "adapter", error].map(str::to_owned);
        let (rule, what, cure) = problem(AdapterSource::Command(words.to_vec()));
        assert_eq!(rule, "answers the hello");
        assert!(what.contains("a stack trace to standard output"), "{what}");
        assert!(what.ends_with(error), "{what}");
        assert!(cure.contains(cured), "{cure}");
    }
}

#[test]
fn a_hello_that_the_adapter_refuses_is_told_from_one_of_another_form() {
    let (_, what, cure) =
        script(r#"read line; echo '{"id":"0","fault":"no database"}'; read line"#);
    assert!(what.contains("no database"), "{what}");
    assert!(cure.contains("in its `fault`"), "{cure}");
    let (_, _, cure) = script(r#"read line; echo '{"id":"0","ok":{}}'; read line"#);
    assert!(cure.contains("section Hello"), "{cure}");
}

#[test]
fn a_command_that_the_system_does_not_start_is_told_with_its_cure() {
    let directory = tempfile::tempdir().expect("a directory");
    let plain = directory.path().join("adapter.py");
    std::fs::write(&plain, "print()").expect("it can be written");
    let quoted = "no-such-python adapter.py".to_owned();
    for (command, cured) in [
        (plain.display().to_string(), "chmod +x"),
        (quoted, "not in one pair of quotes"),
        ("no-such-program".to_owned(), "on the PATH"),
    ] {
        let (rule, what, cure) = problem(AdapterSource::Command(vec![command.clone()]));
        assert_eq!(rule, "starts");
        assert!(what.contains(&command), "{what}");
        assert!(cure.contains(cured), "{command}: {cure}");
    }
}

#[test]
fn a_bad_conversation_is_told_with_its_cure() {
    for (mode, rule, happened, cured) in [
        (
            "hangs",
            "answers a request",
            "answered nothing in time",
            "flush",
        ),
        (
            "buffered",
            "answers a request",
            "answered nothing in time",
            "flush",
        ),
        (
            "answer-twice",
            "answers a request",
            "after it had answered",
            "Answer each request once",
        ),
        (
            "garbage",
            "answers a request",
            "`DEBUG handling",
            "nothing but the protocol",
        ),
        (
            "wrong-id",
            "answers a request",
            "answered request `4711`",
            "under its own id",
        ),
        (
            "id-as-number",
            "answers a request",
            "invalid type: integer",
            "nothing but the protocol",
        ),
        (
            "gigabyte",
            "answers a request",
            "a line that has no end",
            "a line end",
        ),
        (
            "exits-each-time",
            "answers a request",
            "exited with status 0",
            "Go on with the next line",
        ),
        (
            "ok-to-all",
            "`unsupported`",
            "answered request `u` with {\"ok\":{}}",
            "Answer `{\"id\"",
        ),
        (
            "strict",
            "fields it does not know",
            "exited with status 1",
            "Go on with the next line",
        ),
        (
            "boasts",
            "exactly once",
            "with 1 of 8 requests unanswered",
            "leave `max_in_flight` out",
        ),
        (
            "short-lines",
            "a line as long",
            "to a line of 1048576 bytes",
            "a smaller `max_line`",
        ),
        (
            "ignores-the-end",
            "exits when",
            "still ran 2s after",
            "an empty read is the end",
        ),
        (
            "late-callback",
            "as a writer",
            "after it had answered it",
            "Callbacks",
        ),
        (
            "callback-for-nobody",
            "answers a request",
            "called back for `state.load`",
            "a request of an open instance",
        ),
    ] {
        first_problem(&[mode], rule, happened, cured);
    }
    first_problem(
        &["crashes-on", "zz"],
        "no hex",
        "ended by signal 6",
        "catch errors",
    );
}
