//! What is asked, what an answer settles, and what an adapter may not say.

use serde_json::{Value, json};

use super::super::outcome::Outcome;
use super::talk::{Talk, answer, case, request};
use crate::vectors::{Holds, Step, WorldChange};
use crate::verdict::{AdapterFault, SkipReason};

#[test]
fn a_request_names_the_instance_apart_and_what_was_opened_is_closed() {
    let steps = vec![Step::Do(request("reader.open", vec![]))];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    assert_eq!(
        talk.heard(),
        [json!({"id": "1", "op": "reader.open", "in": {"instance": "c0.bob"}})]
    );
    let closing = talk.ok(1, &json!({}));
    assert_eq!(
        closing,
        [json!({"id": "2", "op": "instance.drop", "in": {"instance": "c0.bob"}})]
    );
    talk.ok(2, &json!({}));
    talk.passed();
}

#[test]
fn what_an_answer_tells_is_kept_for_later_steps() {
    let mut add = request("store.add", vec![]);
    add.keep = vec![("at".to_owned(), "/address".to_owned())];
    let mut get = request("store.get", vec![answer("/from", json!("$at"))]);
    get.input["address"] = json!("$at");
    let steps = vec![Step::Do(add.clone()), Step::Do(get)];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.heard();
    let next = talk.ok(1, &json!({"address": "beef"}));
    assert_eq!(next[0]["in"]["address"], "beef");
    talk.ok(2, &json!({"from": "beef"}));
    talk.passed();

    let mut talk = Talk::about(case(WorldChange::default(), vec![Step::Do(add)]));
    let wrong = talk.say_wrong(&json!({"id": "1", "ok": {}}));
    assert!(wrong.contains("nothing at `/address`"), "{wrong}");
}

#[test]
fn a_step_that_asserts_nothing_must_still_be_an_ok() {
    let steps = vec![
        Step::Do(request("reader.open", vec![])),
        Step::Do(request("reader.sync", vec![answer("/head", json!("same"))])),
    ];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.say(&json!({"id": "1", "reject": {"reason": "invalid"}}));
    let divergence = talk.diverged();
    assert_eq!(
        (divergence.step, divergence.op.as_str()),
        (0, "reader.open")
    );
    assert_eq!(divergence.got, json!({"reject": {"reason": "invalid"}}));
}

#[test]
fn an_operation_that_is_lacking_after_all_is_a_skip_and_a_fault_is_an_error() {
    let steps = vec![Step::Do(request("reader.open", vec![]))];
    let mut talk = Talk::about(case(WorldChange::default(), steps.clone()));
    talk.say(&json!({"id": "1", "unsupported": {}}));
    assert!(matches!(
        talk.outcome(),
        Outcome::Skipped(SkipReason::Operation(operation)) if operation == "reader.open"
    ));
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.say(&json!({"id": "1", "fault": {"message": "disk full"}}));
    assert!(matches!(
        talk.outcome(),
        Outcome::Faulted(AdapterFault::Fault(text)) if text.contains("disk full")
    ));
}

#[test]
fn lines_that_an_adapter_does_not_take_are_not_sent() {
    let mut long = request("page.decode", vec![]);
    long.input = json!({"bytes": "00".repeat(100)});
    let mut talk = Talk::with_lines(case(WorldChange::default(), vec![Step::Do(long)]), 150);
    assert_eq!(talk.heard(), [Value::Null; 0]);
    assert!(matches!(
        talk.outcome(),
        Outcome::Skipped(SkipReason::LineTooLong(bytes)) if bytes > 200
    ));

    let world = WorldChange {
        cas: vec![(vec![1], Holds::Content(vec![0; 100]))],
        ..WorldChange::default()
    };
    let steps = vec![Step::Do(request("reader.sync", vec![]))];
    let mut talk = Talk::with_lines(case(world, steps), 150);
    talk.heard();
    let reply = talk.call(1, "g", "cas.get", &json!({"address": "01"}));
    assert_eq!(reply, [json!({"call": "g", "drop": {}})]);
    talk.say(&json!({"id": "1", "dropped": {}}));
    assert!(matches!(
        talk.outcome(),
        Outcome::Skipped(SkipReason::LineTooLong(_))
    ));
}

#[test]
fn callbacks_that_are_wrong_are_told() {
    let steps = vec![Step::Do(request("reader.sync", vec![]))];
    for (line, words) in [
        (
            json!({"call": "1", "for": "9", "instance": "c0.bob", "op": "state.load", "in": {}}),
            "`9` that was never sent",
        ),
        (
            json!({"call": "1", "for": "1", "instance": "bob", "op": "state.load", "in": {}}),
            "for the instance `bob`",
        ),
        (
            json!({"call": "1", "for": "1", "instance": "c0.bob", "op": "cas.get", "in": {}}),
            "missing field `address`",
        ),
        (
            json!({"call": "1", "for": "1", "instance": "c0.bob", "op": "cas.get", "in": {"address": "AA"}}),
            "lowercase hex",
        ),
        (json!({"id": "0", "ok": {}}), "the hello a second time"),
    ] {
        let mut talk = Talk::about(case(WorldChange::default(), steps.clone()));
        let wrong = talk.say_wrong(&line);
        assert!(wrong.contains(words), "{wrong}");
    }
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.call(1, "1", "state.load", &json!({}));
    let again =
        json!({"call": "1", "for": "1", "instance": "c0.bob", "op": "state.load", "in": {}});
    let wrong = talk.say_wrong(&again);
    assert!(wrong.contains("callback id `1` twice"), "{wrong}");
}
