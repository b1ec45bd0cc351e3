//! Replies that are held back until the adapter is quiet.

use serde_json::{Value, json};

use super::talk::{Talk, case, fail, good, request, seen};
use crate::vectors::{Hold, Step, WorldChange};

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
