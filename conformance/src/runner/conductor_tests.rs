//! The conductor, line by line: what an adapter says, and what the harness says to it.

use std::sync::Arc;

use serde_json::{Value, json};

use super::conductor::Conductor;
use super::outcome::Outcome;
use crate::protocol::{CallOp, Hello};
use crate::vectors::{
    Assertion, Case, Claim, CrashAt, Do, Hold, Holds, Matcher, NameChange, NthCall, Place, Race,
    Step, StoreFailure, WorldChange,
};
use crate::verdict::{AdapterFault, Divergence, SkipReason};

/// A conversation in which the test plays the adapter.
struct Talk {
    conductor: Conductor,
    out: Vec<u8>,
}

impl Talk {
    fn about(case: Case) -> Self {
        Self::with_lines(case, 1 << 20)
    }

    fn with_lines(case: Case, max_line: usize) -> Self {
        let hello = Hello {
            protocol: "1".to_owned(),
            name: "test".to_owned(),
            version: "1".to_owned(),
            language: "rust".to_owned(),
            operations: vec!["instance.drop".to_owned()],
            profiles: Vec::new(),
            max_in_flight: 1,
            max_line,
            details: false,
        };
        let mut talk = Self {
            conductor: Conductor::new(&hello),
            out: Vec::new(),
        };
        talk.conductor.start(0, Arc::new(case), &mut talk.out);
        talk
    }

    /// What the harness has said since this was last asked.
    fn heard(&mut self) -> Vec<Value> {
        let out = std::mem::take(&mut self.out);
        out.split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).expect("the harness writes JSON"))
            .collect()
    }

    /// The adapter says a line that it may say; the harness answers with these.
    fn say(&mut self, line: &Value) -> Vec<Value> {
        let said = line.to_string();
        let received = self.conductor.receive(said.as_bytes(), &mut self.out);
        received.unwrap_or_else(|broken| panic!("{said}: {broken:?}"));
        self.heard()
    }

    fn say_wrong(&mut self, line: &Value) -> String {
        let said = line.to_string();
        match self.conductor.receive(said.as_bytes(), &mut self.out) {
            Err(broken) => broken.fault.text().to_owned(),
            Ok(_) => panic!("{said} is not refused"),
        }
    }

    /// The adapter calls back for `bob` in the request `request`.
    fn call(&mut self, request: u64, id: &str, op: &str, input: &Value) -> Vec<Value> {
        let line = json!({"call": id, "for": request.to_string(), "instance": "c0.bob", "op": op, "in": input});
        self.say(&line)
    }

    fn ok(&mut self, request: u64, ok: &Value) -> Vec<Value> {
        self.say(&json!({"id": request.to_string(), "ok": ok}))
    }

    fn quiet(&mut self) -> Vec<Value> {
        self.conductor.quiet(0, &mut self.out);
        self.heard()
    }

    /// The end of a case that has closed what it opened.
    fn outcome(&mut self) -> Outcome {
        let mut settled = self.conductor.take_settled();
        assert_eq!(settled.len(), 1, "the case is not settled");
        settled.remove(0).1
    }

    fn passed(&mut self) {
        let outcome = self.outcome();
        assert!(matches!(outcome, Outcome::Passed), "{outcome:?}");
    }

    fn diverged(&mut self) -> Divergence {
        match self.outcome() {
            Outcome::Diverged(divergence) => *divergence,
            other => panic!("{other:?}"),
        }
    }
}

fn case(world: WorldChange, steps: Vec<Step>) -> Case {
    Case {
        id: "case".to_owned(),
        why: String::new(),
        profile: "core".to_owned(),
        twin: None,
        place: nowhere(),
        world,
        steps,
    }
}

/// A request for `bob`.
fn request(op: &str, expect: Vec<Assertion>) -> Do {
    Do {
        op: op.to_owned(),
        input: json!({"instance": "bob"}),
        faults: Vec::new(),
        crash_at: None,
        keep: Vec::new(),
        expect,
    }
}

fn seen(at: &str, value: Value) -> Assertion {
    assertion(Claim::Seen {
        at: at.to_owned(),
        must: Matcher::Is(value),
    })
}

fn answer(at: &str, value: Value) -> Assertion {
    assertion(Claim::Answer {
        at: at.to_owned(),
        must: Matcher::Is(value),
    })
}

fn assertion(claim: Claim) -> Assertion {
    Assertion {
        req: "RL-READ-1".to_owned(),
        place: nowhere(),
        claim,
    }
}

fn nowhere() -> Place {
    Place {
        file: "(test)".to_owned(),
        line: 0,
    }
}

fn fail(call: &str, reason: &str) -> Vec<Value> {
    vec![json!({"call": call, "fail": {"reason": reason}})]
}

fn good(call: &str, ok: Value) -> Vec<Value> {
    vec![json!({"call": call, "ok": ok})]
}

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
fn adds_are_held_until_the_adapter_is_quiet_and_an_update_before_that_is_early() {
    let world = WorldChange {
        hold: Some(Hold::Adds),
        ..WorldChange::default()
    };
    let update = json!({"name": "log", "content": "00", "expect": {"state": "any"}});
    for waits in [true, false] {
        let publish = request("writer.publish", vec![seen("/early_updates", json!("0"))]);
        let mut talk = Talk::about(case(world.clone(), vec![Step::Do(publish)]));
        talk.heard();
        assert_eq!(
            talk.call(1, "a", "cas.add", &json!({"content": "01"})),
            [Value::Null; 0]
        );
        if waits {
            assert_eq!(talk.quiet()[0]["call"], "a");
        }
        assert_eq!(
            talk.call(1, "u", "ns.update", &update),
            good("u", json!({"data": ""}))
        );
        let released = talk.ok(1, &json!({"status": "published"}));
        if waits {
            assert_eq!(released, [Value::Null; 0]);
            talk.passed();
        } else {
            assert_eq!(
                released[0]["call"], "a",
                "an answer that was held still goes out"
            );
            assert_eq!(talk.diverged().got, json!("1"));
        }
    }
}

#[test]
fn rounds_and_gets_under_way_are_counted_and_the_disk_is_not() {
    let world = WorldChange {
        hold: Some(Hold::Rounds),
        ..WorldChange::default()
    };
    let expect = vec![
        seen("/rounds", json!("2")),
        seen("/most_gets", json!("2")),
        seen("/calls/cas.get", json!("3")),
        seen("/asked", json!(["01", "02", "03"])),
    ];
    let mut talk = Talk::about(case(world, vec![Step::Do(request("reader.sync", expect))]));
    talk.heard();
    assert_eq!(
        talk.call(1, "l", "state.load", &json!({})),
        good("l", json!({"state": null}))
    );
    for (id, address) in [("1", "01"), ("2", "02")] {
        assert_eq!(
            talk.call(1, id, "cas.get", &json!({"address": address})),
            [Value::Null; 0]
        );
    }
    assert_eq!(
        talk.quiet(),
        [fail("1", "not_found"), fail("2", "not_found")].concat()
    );
    talk.call(1, "3", "cas.get", &json!({"address": "03"}));
    assert_eq!(talk.quiet(), fail("3", "not_found"));
    talk.ok(1, &json!({}));
    talk.passed();
}

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
fn stores_fail_as_the_world_says() {
    let world = WorldChange {
        cas: vec![
            (vec![1], Holds::Content(vec![0xaa])),
            (vec![2], Holds::Nothing),
            (vec![3], Holds::Fails(StoreFailure::Timeout)),
        ],
        adds: Some(Some(StoreFailure::Unavailable)),
        names: vec![
            (
                "empty".to_owned(),
                NameChange::Holds(Holds::Content(vec![])),
            ),
            (
                "away".to_owned(),
                NameChange::Holds(Holds::Fails(StoreFailure::Unavailable)),
            ),
        ],
        ..WorldChange::default()
    };
    let mut talk = Talk::about(case(world, vec![Step::Do(request("reader.sync", vec![]))]));
    talk.heard();
    let away = json!({"name": "away", "content": "", "expect": {"state": "any"}});
    for (id, op, input, reply) in [
        (
            "1",
            "cas.get",
            json!({"address": "01"}),
            good("1", json!({"content": "aa"})),
        ),
        (
            "2",
            "cas.get",
            json!({"address": "02"}),
            fail("2", "not_found"),
        ),
        (
            "3",
            "cas.get",
            json!({"address": "03"}),
            fail("3", "timeout"),
        ),
        (
            "4",
            "cas.get",
            json!({"address": "04"}),
            fail("4", "not_found"),
        ),
        (
            "5",
            "cas.add",
            json!({"content": "04"}),
            fail("5", "unavailable"),
        ),
        (
            "6",
            "ns.fetch",
            json!({"name": "empty"}),
            good("6", json!({"content": ""})),
        ),
        (
            "7",
            "ns.fetch",
            json!({"name": "away"}),
            fail("7", "unavailable"),
        ),
        (
            "8",
            "ns.fetch",
            json!({"name": "nobody"}),
            fail("8", "not_found"),
        ),
        ("9", "ns.update", away, fail("9", "unavailable")),
        (
            "10",
            "authenticate",
            json!({"data": "00"}),
            good("10", json!({"accepted": true})),
        ),
    ] {
        assert_eq!(talk.call(1, id, op, &input), reply);
    }
}

#[test]
fn an_update_is_judged_by_what_it_expects_after_a_race() {
    let absent = json!({"state": "absent"});
    let exact = |content: &str| json!({"state": "exact", "content": content});
    let any = json!({"state": "any"});
    let holding = |content: &[u8]| WorldChange {
        names: vec![(
            "log".to_owned(),
            NameChange::Holds(Holds::Content(content.to_vec())),
        )],
        ..WorldChange::default()
    };
    let racing = WorldChange {
        race: Some(Race {
            name: "log".to_owned(),
            content: vec![9],
        }),
        ..holding(&[1])
    };
    let plain = WorldChange {
        compare_and_set: Some(false),
        ..holding(&[1])
    };
    let small = WorldChange {
        name_bytes: Some(1),
        update_data: Some(vec![0xee]),
        ..holding(&[1])
    };
    let ok = |data: &str| good("u", json!({"data": data}));
    for (world, content, expect, reply, after) in [
        (WorldChange::default(), "02", &absent, ok(""), "02"),
        (holding(&[1]), "02", &absent, fail("u", "conflict"), "01"),
        (holding(&[1]), "02", &exact("01"), ok(""), "02"),
        (
            holding(&[1]),
            "02",
            &exact("03"),
            fail("u", "conflict"),
            "01",
        ),
        (holding(&[]), "02", &absent, fail("u", "conflict"), ""),
        (holding(&[]), "02", &exact(""), ok(""), "02"),
        (holding(&[1]), "02", &any, ok(""), "02"),
        (
            racing.clone(),
            "02",
            &exact("01"),
            fail("u", "conflict"),
            "09",
        ),
        (racing, "02", &any, ok(""), "02"),
        (
            plain.clone(),
            "02",
            &exact("01"),
            fail("u", "unsupported"),
            "01",
        ),
        (plain, "02", &any, ok(""), "02"),
        (small.clone(), "0202", &any, fail("u", "too_large"), "01"),
        (small, "02", &any, ok("ee"), "02"),
    ] {
        let publish = request("writer.publish", vec![seen("/names/log", json!(after))]);
        let mut talk = Talk::about(case(world, vec![Step::Do(publish)]));
        talk.heard();
        let update = json!({"name": "log", "content": content, "expect": expect});
        assert_eq!(talk.call(1, "u", "ns.update", &update), reply);
        talk.ok(1, &json!({}));
        talk.passed();
    }
}

#[test]
fn a_log_is_walked_as_a_reader_would() {
    let pair = |id: u8, remote: &[u8], data: &[u8]| ([id; 32], remote.to_vec(), data.to_vec());
    let page = |pairs: &[([u8; 32], Vec<u8>, Vec<u8>)], tail: &[u8]| {
        let pairs = pairs
            .iter()
            .map(|(local, remote, data)| remote_log::page::Pair {
                local,
                remote,
                data,
            });
        remote_log::page::encode(pairs, tail)
    };
    let head = page(&[pair(4, &[], &[7]), pair(3, &[0x33], &[])], &[0xa1]);
    let older = page(&[pair(2, &[0x22], &[]), pair(1, &[], &[])], &[0xa2]);
    let world = WorldChange {
        cas: vec![
            (vec![0x33], Holds::Content(vec![1])),
            (vec![0xa1], Holds::Content(older)),
            (vec![0xa2], Holds::Nothing),
        ],
        names: vec![("a/b".to_owned(), NameChange::Holds(Holds::Content(head)))],
        ..WorldChange::default()
    };
    let id = |n: u8| hex::encode([n; 32]);
    let expect = vec![
        seen("/logs/a~1b/ids", json!([id(4), id(3), id(2), id(1)])),
        seen("/logs/a~1b/pages", json!([[id(4), id(3)], [id(2), id(1)]])),
        seen("/logs/a~1b/longest", json!("2")),
        seen("/logs/nobody/longest", json!("0")),
        seen("/logs/a~1b/embedded", json!([id(4)])),
        seen("/logs/a~1b/unreachable", json!([id(2), id(1)])),
        seen("/logs/a~1b/tails", json!(["a1", "a2"])),
        seen("/logs/a~1b/dangling", json!(["a2"])),
        seen("/logs/nobody/ids", json!([])),
        seen("/names/nobody", json!(null)),
    ];
    let mut talk = Talk::about(case(
        world,
        vec![Step::Do(request("writer.publish", expect))],
    ));
    talk.ok(1, &json!({}));
    talk.passed();
}

#[test]
fn what_is_delivered_without_a_save_is_seen() {
    let deliver = json!({"delivered": [{"id": "aa"}, {"id": "bb"}]});
    let expect = vec![seen("/unsaved", json!([]))];
    let mut talk = Talk::about(case(
        WorldChange::default(),
        vec![Step::Do(request("reader.sync", expect))],
    ));
    talk.call(
        1,
        "s",
        "state.save",
        &json!({"state": "", "delivered": ["aa"]}),
    );
    talk.ok(1, &deliver);
    let divergence = talk.diverged();
    assert_eq!(
        (divergence.subject.as_str(), divergence.got),
        ("seen /unsaved", json!(["bb"]))
    );
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
