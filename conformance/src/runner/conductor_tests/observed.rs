//! What the harness sees beside the answers.

use serde_json::json;

use super::talk::{Talk, case, request, seen};
use crate::protocol::CallOp;
use crate::vectors::{
    Alteration, CrashAt, Fault, FaultyCall, GetAnswer, Holds, Lose, NameChange, NthCall, Step,
    WorldChange,
};

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
fn the_order_and_the_bytes_of_callbacks_are_seen() {
    let world = WorldChange {
        cas: vec![(vec![1], Holds::Content(vec![0; 5]))],
        names: vec![(
            "log".to_owned(),
            NameChange::Holds(Holds::Content(vec![0; 3])),
        )],
        ..WorldChange::default()
    };
    let order = [
        "state.load",
        "ns.fetch",
        "cas.get",
        "cas.get",
        "cas.add",
        "ns.update",
        "state.save",
        "authenticate",
    ];
    let expect = vec![
        seen("/sequence", json!(order)),
        seen("/bytes/cas.get", json!("5")),
        seen("/bytes/ns.fetch", json!("3")),
        seen("/bytes/cas.add", json!("7")),
        seen("/bytes/ns.update", json!("2")),
    ];
    let steps = vec![Step::Do(request("reader.sync", expect))];
    let mut talk = Talk::about(case(world, steps));
    let inputs = [
        json!({}),
        json!({"name": "log"}),
        json!({"address": "01"}),
        json!({"address": "02"}),
        json!({"content": "00".repeat(7)}),
        json!({"name": "log", "content": "0000", "expect": {"state": "any"}}),
        json!({"state": "", "delivered": []}),
        json!({"data": ""}),
    ];
    for (nth, (op, input)) in order.iter().zip(&inputs).enumerate() {
        talk.call(1, &nth.to_string(), op, input);
    }
    talk.ok(1, &json!({}));
    talk.passed();
}

#[test]
fn what_is_asked_twice_and_again_is_seen() {
    let stored = |address: u8, content: u8| (vec![address], Holds::Content(vec![content]));
    let world = WorldChange {
        cas: (1..=6).map(|n| stored(n, n)).collect(),
        ..WorldChange::default()
    };
    let mut first = request(
        "reader.sync",
        vec![
            seen("/asked_twice", json!(["02", "01"])),
            seen("/asked_again", json!([])),
        ],
    );
    // 03 comes altered, and 09 not at all: neither has been given.
    first.faults = vec![Fault {
        nth: None,
        call: FaultyCall::Get {
            address: Some(vec![3]),
            answer: GetAnswer::Altered(Alteration::Corrupt),
        },
    }];
    let replaced = Step::World(WorldChange {
        cas: vec![stored(5, 55)],
        ..WorldChange::default()
    });
    let lost = Step::World(WorldChange {
        lose: vec![Lose::Address(vec![1])],
        ..WorldChange::default()
    });
    let mut dying = request("reader.sync", vec![]);
    dying.crash_at = Some(CrashAt::Drop(NthCall {
        op: CallOp::StateSave,
        nth: 1,
    }));
    let last = vec![
        seen("/asked_twice", json!([])),
        seen("/asked_again", json!(["01", "02"])),
    ];
    let steps = vec![
        Step::Do(first),
        replaced,
        lost,
        Step::Do(dying),
        Step::Do(request("reader.sync", last)),
    ];
    let mut talk = Talk::about(case(world, steps));
    let ask = |talk: &mut Talk, request: u64, addresses: &[&str]| {
        for (nth, address) in addresses.iter().enumerate() {
            let id = nth.to_string();
            talk.call(request, &id, "cas.get", &json!({ "address": address }));
        }
    };
    ask(
        &mut talk,
        1,
        &["01", "02", "02", "03", "01", "02", "05", "09"],
    );
    talk.ok(1, &json!({}));
    // 04 was given in a step that was not answered: it could not be kept.
    ask(&mut talk, 2, &["04"]);
    talk.call(2, "s", "state.save", &json!({"state": "", "delivered": []}));
    talk.say(&json!({"id": "2", "dropped": {}}));
    ask(&mut talk, 3, &["01", "02", "03", "04", "05", "06", "09"]);
    talk.ok(3, &json!({}));
    talk.passed();
}

#[test]
fn ids_are_kept_over_the_whole_case_each_as_often_as_it_was_saved() {
    let expect = vec![
        seen("/saved", json!(["cc", "bb", "bb", "aa"])),
        seen("/saved_again", json!(["aa", "bb"])),
        seen("/kept", json!(["aa", "cc", "bb", "bb", "aa"])),
    ];
    let steps = vec![
        Step::Do(request(
            "reader.sync",
            vec![seen("/saved_again", json!([]))],
        )),
        Step::Do(request("reader.sync", expect)),
    ];
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    let save = |ids: &[&str]| json!({"state": "", "delivered": ids});
    talk.call(1, "1", "state.save", &save(&["aa"]));
    talk.ok(1, &json!({}));
    talk.call(2, "1", "state.save", &save(&["cc", "bb"]));
    talk.call(2, "2", "state.save", &save(&["bb", "aa"]));
    talk.ok(2, &json!({}));
    talk.passed();
}
