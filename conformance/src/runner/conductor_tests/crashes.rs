//! Instances that die, adapters that are killed, and disks that are put back.

use serde_json::{Value, json};

use super::talk::{Talk, case, good, request, seen};
use crate::protocol::CallOp;
use crate::vectors::{CrashAt, NthCall, Step, WorldChange};

#[test]
fn the_device_dies_at_the_callback_that_was_chosen_and_comes_back_with_its_last_save() {
    let mut dying = request("writer.publish", vec![seen("/saved", json!(["aa"]))]);
    dying.crash_at = Some(CrashAt::Drop(NthCall {
        op: CallOp::StateSave,
        nth: 2,
    }));
    let steps = vec![Step::Do(dying), Step::Do(request("writer.open", vec![]))];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.heard();
    let save = |state: &str, id: &str| json!({"state": state, "delivered": [id]});
    assert_eq!(
        talk.call(1, "1", "state.save", &save("first", "aa")),
        good("1", json!({}))
    );
    let dropped = |call: &str| vec![json!({"call": call, "drop": {}})];
    assert_eq!(
        talk.call(1, "2", "state.save", &save("second", "bb")),
        dropped("2")
    );
    // This one was on its way already; it has no effect.
    assert_eq!(
        talk.call(1, "3", "state.save", &save("third", "cc")),
        dropped("3")
    );
    let reopening = talk.say(&json!({"id": "1", "dropped": {}}));
    assert_eq!(reopening[0]["op"], "writer.open");
    let loaded = talk.call(2, "4", "state.load", &json!({}));
    assert_eq!(loaded, good("4", json!({"state": "first"})));
}

#[test]
fn a_crash_that_was_not_reached_comes_after_the_request() {
    let mut dying = request("writer.publish", vec![]);
    dying.crash_at = Some(CrashAt::Drop(NthCall {
        op: CallOp::CasAdd,
        nth: 1,
    }));
    let mut talk = Talk::about(case(WorldChange::default(), vec![Step::Do(dying)]));
    talk.heard();
    let next = talk.ok(1, &json!({"status": "empty"}));
    assert_eq!(next[0]["op"], "instance.drop");
    talk.ok(2, &json!({}));
    talk.passed();
}

#[test]
fn dropped_must_be_answered_where_it_was_said_and_nowhere_else() {
    let mut dying = request("writer.publish", vec![]);
    dying.crash_at = Some(CrashAt::Drop(NthCall {
        op: CallOp::CasAdd,
        nth: 1,
    }));
    let mut talk = Talk::about(case(WorldChange::default(), vec![Step::Do(dying)]));
    talk.call(1, "1", "cas.add", &json!({"content": ""}));
    let wrong = talk.say_wrong(&json!({"id": "1", "ok": {}}));
    assert!(
        wrong.contains("did not answer `writer.publish` with `dropped`"),
        "{wrong}"
    );

    let steps = vec![Step::Do(request("writer.publish", vec![]))];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    let wrong = talk.say_wrong(&json!({"id": "1", "dropped": {}}));
    assert!(wrong.contains("nobody had dropped"), "{wrong}");
}

#[test]
fn an_adapter_is_killed_at_the_callback_that_was_chosen_and_another_goes_on() {
    let mut dying = request("writer.publish", vec![seen("/saved", json!(["aa"]))]);
    dying.crash_at = Some(CrashAt::Kill(NthCall {
        op: CallOp::StateSave,
        nth: 2,
    }));
    let steps = vec![
        Step::Do(request("writer.open", vec![])),
        Step::Do(dying),
        Step::Do(request("writer.open", vec![])),
    ];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.ok(1, &json!({}));
    let save = |state: &str, id: &str| json!({"state": state, "delivered": [id]});
    talk.call(2, "1", "state.save", &save("first", "aa"));
    let said = talk.call(2, "2", "state.save", &save("second", "bb"));
    assert_eq!(said, [Value::Null; 0], "who is to be killed hears nothing");

    // The new one is asked under new request ids, and under the old name of the instance.
    let open = json!({"id": "1", "op": "writer.open", "in": {"instance": "c0.bob"}});
    assert_eq!(talk.killed(), [open]);
    let loaded = talk.call(1, "1", "state.load", &json!({}));
    assert_eq!(loaded, good("1", json!({"state": "first"})));
    talk.ok(1, &json!({}));
    talk.ok(2, &json!({}));
    talk.passed();
}

#[test]
fn what_a_killed_adapter_did_before_is_judged() {
    let mut dying = request("writer.publish", vec![seen("/calls/cas.add", json!("2"))]);
    dying.crash_at = Some(CrashAt::Kill(NthCall {
        op: CallOp::CasAdd,
        nth: 1,
    }));
    let mut talk = Talk::about(case(WorldChange::default(), vec![Step::Do(dying)]));
    talk.call(1, "1", "cas.add", &json!({"content": ""}));
    assert!(talk.killed().is_empty(), "the case has come to its end");
    assert_eq!(talk.diverged().got, json!("1"));
}

#[test]
fn between_two_requests_and_after_one_that_did_not_get_there_an_adapter_is_killed_too() {
    let mut dying = request("writer.publish", vec![]);
    dying.crash_at = Some(CrashAt::Kill(NthCall {
        op: CallOp::CasAdd,
        nth: 1,
    }));
    let steps = vec![
        Step::Do(dying),
        Step::Kill,
        Step::Do(request("writer.open", vec![])),
    ];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.ok(1, &json!({}));
    assert!(talk.killed().is_empty(), "it is killed again at once");
    assert_eq!(talk.killed()[0]["op"], "writer.open");
}

#[test]
fn a_restored_instance_is_dropped_and_loads_what_the_backup_holds() {
    let bob = || "bob".to_owned();
    let steps = vec![
        Step::Do(request("reader.open", vec![])),
        Step::Do(request("reader.sync", vec![])),
        Step::Backup { instance: bob() },
        Step::Do(request("reader.sync", vec![])),
        Step::Restore { instance: bob() },
        Step::Do(request(
            "reader.sync",
            vec![
                seen("/unsaved", json!(["bb"])),
                seen("/kept", json!(["aa", "bb"])),
            ],
        )),
    ];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    let save = |state: &str, id: &str| json!({"state": state, "delivered": [id]});
    talk.ok(1, &json!({}));
    talk.call(2, "1", "state.save", &save("first", "aa"));
    talk.ok(2, &json!({}));
    talk.call(3, "1", "state.save", &save("second", "bb"));
    let dropping = talk.ok(3, &json!({}));
    assert_eq!(dropping[0]["op"], "instance.drop");
    talk.ok(4, &json!({}));
    let loaded = talk.call(5, "1", "state.load", &json!({}));
    assert_eq!(loaded, good("1", json!({"state": "first"})));
    talk.ok(5, &json!({"delivered": [{"id": "bb"}]}));
    talk.passed();
}
