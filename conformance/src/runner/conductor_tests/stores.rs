//! The stores as the world says that they are.

use serde_json::json;

use super::talk::{Talk, case, fail, good, request, seen};
use crate::vectors::{Holds, NameChange, Race, Step, StoreFailure, WorldChange};

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
