//! Stores that go wrong in one step.

use serde_json::{Value, json};

use super::talk::{Talk, case, fail, good, request, seen};
use crate::protocol::FailReason;
use crate::vectors::{
    Alteration, Fault, FaultyCall, FetchAnswer, GetAnswer, Holds, NameChange, Step, WorldChange,
    WriteAnswer,
};

/// A content store with `aabb` at 01 and `cc` at 02, and a name `log` that has held nothing, `01` and `02ff`.
fn before() -> Vec<Step> {
    let held = |content: &[u8]| NameChange::Holds(Holds::Content(content.to_vec()));
    let named = |content| {
        Step::World(WorldChange {
            names: vec![("log".to_owned(), held(content))],
            ..WorldChange::default()
        })
    };
    let stored = |address: u8, content: &[u8]| (vec![address], Holds::Content(content.to_vec()));
    let stores = Step::World(WorldChange {
        cas: vec![stored(1, &[0xaa, 0xbb]), stored(2, &[0xcc]), stored(3, &[])],
        ..WorldChange::default()
    });
    vec![stores, named(&[1]), named(&[2, 0xff])]
}

/// A conversation in a step with these faults; what the name holds after it is asserted.
fn faulty(faults: Vec<Fault>, after: &str) -> Talk {
    let mut step = request("reader.sync", vec![seen("/names/log", json!(after))]);
    step.faults = faults;
    let mut steps = before();
    steps.push(Step::Do(step));
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.heard();
    talk
}

fn always(call: FaultyCall) -> Vec<Fault> {
    vec![Fault { nth: None, call }]
}

fn get(talk: &mut Talk, id: &str, address: &str) -> Vec<Value> {
    talk.call(1, id, "cas.get", &json!({"address": address}))
}

fn content(id: &str, content: &str) -> Vec<Value> {
    good(id, json!({"content": content}))
}

#[test]
fn a_get_goes_wrong_at_its_address_and_nowhere_else() {
    for (answer, reply) in [
        (
            GetAnswer::Fails(FailReason::NotFound),
            fail("1", "not_found"),
        ),
        (
            GetAnswer::Fails(FailReason::Unavailable),
            fail("1", "unavailable"),
        ),
        (GetAnswer::Fails(FailReason::Timeout), fail("1", "timeout")),
        (
            GetAnswer::Altered(Alteration::Corrupt),
            content("1", "aaba"),
        ),
        (
            GetAnswer::Altered(Alteration::Truncated),
            content("1", "aa"),
        ),
        (GetAnswer::Of(vec![2]), content("1", "cc")),
        (GetAnswer::Of(vec![9]), fail("1", "not_found")),
        (GetAnswer::Content(vec![0xdd]), content("1", "dd")),
    ] {
        let address = Some(vec![1]);
        let mut talk = faulty(always(FaultyCall::Get { address, answer }), "02ff");
        assert_eq!(get(&mut talk, "1", "01"), reply);
        assert_eq!(get(&mut talk, "2", "02"), content("2", "cc"));
        talk.ok(1, &json!({}));
        talk.passed();
    }
}

#[test]
fn what_is_not_there_cannot_be_altered() {
    for how in [Alteration::Corrupt, Alteration::Truncated] {
        let answer = GetAnswer::Altered(how);
        let address = None;
        let mut talk = faulty(always(FaultyCall::Get { address, answer }), "02ff");
        assert_eq!(get(&mut talk, "1", "09"), fail("1", "not_found"));
        assert_eq!(get(&mut talk, "2", "03"), content("2", ""));
    }
}

#[test]
fn a_fault_counts_the_callbacks_of_its_kind_and_the_first_that_fits_is_used() {
    let get_fails = |nth, reason| Fault {
        nth,
        call: FaultyCall::Get {
            address: None,
            answer: GetAnswer::Fails(reason),
        },
    };
    let faults = vec![
        get_fails(Some(2), FailReason::Timeout),
        get_fails(Some(4), FailReason::NotFound),
        get_fails(Some(4), FailReason::Unavailable),
    ];
    let mut talk = faulty(faults, "02ff");
    assert_eq!(get(&mut talk, "1", "02"), content("1", "cc"));
    talk.call(1, "f", "ns.fetch", &json!({"name": "log"}));
    assert_eq!(get(&mut talk, "2", "02"), fail("2", "timeout"));
    assert_eq!(get(&mut talk, "3", "02"), content("3", "cc"));
    assert_eq!(get(&mut talk, "4", "02"), fail("4", "not_found"));
}

#[test]
fn a_fetch_is_stale_by_as_many_changes_as_the_fault_says() {
    for (answer, reply) in [
        (FetchAnswer::Stale(1), content("1", "01")),
        (FetchAnswer::Stale(2), fail("1", "not_found")),
        (
            FetchAnswer::Fails(FailReason::Timeout),
            fail("1", "timeout"),
        ),
        (
            FetchAnswer::Altered(Alteration::Corrupt),
            content("1", "02fe"),
        ),
        (
            FetchAnswer::Altered(Alteration::Truncated),
            content("1", "02"),
        ),
        (FetchAnswer::Content(vec![7]), content("1", "07")),
    ] {
        let name = Some("log".to_owned());
        let mut talk = faulty(always(FaultyCall::Fetch { name, answer }), "02ff");
        let fetch = |talk: &mut Talk, id: &str, name: &str| {
            talk.call(1, id, "ns.fetch", &json!({ "name": name }))
        };
        assert_eq!(fetch(&mut talk, "1", "log"), reply);
        assert_eq!(fetch(&mut talk, "2", "other"), fail("2", "not_found"));
        talk.ok(1, &json!({}));
        talk.passed();
    }
}

#[test]
fn an_add_is_kept_or_not_whatever_is_answered() {
    let address = "1220d798d1fac6bd4bb1c11f50312760351013379a0ab6f0a8c0af8a506b96b2525a";
    let added = good("1", json!({ "address": address }));
    for (answer, reply, kept) in [
        (
            WriteAnswer::Fails(FailReason::Unavailable),
            fail("1", "unavailable"),
            false,
        ),
        (WriteAnswer::Dropped, added, false),
        (WriteAnswer::Lost, fail("1", "timeout"), true),
    ] {
        let mut talk = faulty(always(FaultyCall::Add { answer }), "02ff");
        let said = talk.call(1, "1", "cas.add", &json!({"content": "aabb"}));
        assert_eq!(said, reply);
        let expected = match kept {
            true => content("2", "aabb"),
            false => fail("2", "not_found"),
        };
        assert_eq!(get(&mut talk, "2", address), expected);
    }
}

#[test]
fn an_update_changes_the_name_or_not_whatever_is_answered() {
    let fails = |reason| WriteAnswer::Fails(reason);
    for (answer, expect, reply, after) in [
        (
            fails(FailReason::Conflict),
            "any",
            fail("1", "conflict"),
            "02ff",
        ),
        (
            fails(FailReason::TooLarge),
            "any",
            fail("1", "too_large"),
            "02ff",
        ),
        (
            fails(FailReason::Unsupported),
            "any",
            fail("1", "unsupported"),
            "02ff",
        ),
        (
            WriteAnswer::Dropped,
            "any",
            good("1", json!({"data": ""})),
            "02ff",
        ),
        (WriteAnswer::Lost, "any", fail("1", "timeout"), "0303"),
        // What would not have been done is not done.
        (WriteAnswer::Lost, "absent", fail("1", "timeout"), "02ff"),
    ] {
        let name = None;
        let mut talk = faulty(always(FaultyCall::Update { name, answer }), after);
        let update = json!({"name": "log", "content": "0303", "expect": {"state": expect}});
        assert_eq!(talk.call(1, "1", "ns.update", &update), reply);
        talk.ok(1, &json!({}));
        talk.passed();
    }
}

#[test]
fn a_fault_ends_with_its_step() {
    let mut wrong = request("reader.sync", vec![]);
    wrong.faults = always(FaultyCall::Get {
        address: None,
        answer: GetAnswer::Fails(FailReason::Timeout),
    });
    let mut steps = before();
    steps.extend([Step::Do(wrong), Step::Do(request("reader.sync", vec![]))]);
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    assert_eq!(get(&mut talk, "1", "02")[1..], fail("1", "timeout"));
    talk.ok(1, &json!({}));
    let again = talk.call(2, "2", "cas.get", &json!({"address": "02"}));
    assert_eq!(again, content("2", "cc"));
}
