//! Content that is lost and restored, and names that are rolled back.

use remote_log::page::{Pair, encode};
use serde_json::{Value, json};

use super::talk::{Talk, case, request, seen};
use crate::vectors::{Holds, Lose, MOST_BACK, NameChange, Step, WorldChange};

const NAME: &str = "log";

fn page(items: &[(u8, &[u8])], tail: &[u8]) -> Vec<u8> {
    let ids: Vec<[u8; 32]> = items.iter().map(|(id, _)| [*id; 32]).collect();
    let pairs = items.iter().zip(&ids);
    let pair = pairs.map(|((_, remote), local)| Pair {
        local,
        remote,
        data: &[],
    });
    encode(pair, tail)
}

/// A head with the item 4 at 04, above the page a1 with the item 3 at 03, above the page a2 with the item 2 at 02, which
/// another pair of a2 says is at 12.
fn log() -> WorldChange {
    let at = |address: u8, content: Vec<u8>| (vec![address], Holds::Content(content));
    let content = |address: u8| at(address, vec![address]);
    WorldChange {
        cas: vec![
            at(0xa1, page(&[(3, &[0x03])], &[0xa2])),
            at(0xa2, page(&[(2, &[0x02]), (2, &[0x12])], &[])),
            content(0x02),
            content(0x12),
            content(0x03),
            content(0x04),
        ],
        names: vec![(NAME.to_owned(), holds(page(&[(4, &[0x04])], &[0xa1])))],
        ..WorldChange::default()
    }
}

fn holds(content: Vec<u8>) -> NameChange {
    NameChange::Holds(Holds::Content(content))
}

fn lose(lose: Vec<Lose>) -> Step {
    Step::World(WorldChange {
        lose,
        ..WorldChange::default()
    })
}

fn restore() -> WorldChange {
    WorldChange {
        restore: true,
        ..WorldChange::default()
    }
}

fn below(below: usize) -> Lose {
    let name = NAME.to_owned();
    Lose::Page { name, below }
}

fn item(id: u8) -> Lose {
    let (name, id) = (NAME.to_owned(), vec![id; 32]);
    Lose::Item { name, id }
}

/// What is lost of 02, 03, 04, 12, a1 and a2 after these steps.
fn lost(world: WorldChange, steps: Vec<Step>) -> Vec<&'static str> {
    let mut steps = steps;
    steps.push(Step::Do(request("reader.sync", vec![])));
    let mut talk = Talk::about(case(world, steps));
    talk.heard();
    let all = ["02", "03", "04", "12", "a1", "a2"];
    let gone = |address: &&str| {
        let said = talk.call(1, address, "cas.get", &json!({ "address": address }));
        said[0].get("fail").is_some()
    };
    all.into_iter().filter(gone).collect()
}

#[test]
fn what_is_lost_is_found_by_its_place_in_the_log() {
    for (lose_these, expected) in [
        (vec![], vec![]),
        (vec![Lose::Address(vec![0x03])], vec!["03"]),
        (vec![below(1)], vec!["a1"]),
        (vec![below(2)], vec!["a2"]),
        // Through a page that is lost already.
        (vec![below(1), below(2)], vec!["a1", "a2"]),
        (vec![item(3)], vec!["03"]),
        (vec![item(2)], vec!["02", "12"]),
        // What is not there is not lost.
        (
            vec![below(3), below(usize::MAX), item(9), Lose::Address(vec![9])],
            vec![],
        ),
    ] {
        assert_eq!(lost(log(), vec![lose(lose_these)]), expected);
    }
    let nobody = Lose::Page {
        name: "nobody".to_owned(),
        below: 1,
    };
    assert!(lost(log(), vec![lose(vec![nobody])]).is_empty());
}

#[test]
fn what_was_lost_comes_back_all_of_it_and_before_more_is_lost() {
    let losing = || lose(vec![below(1), item(2)]);
    assert!(lost(log(), vec![losing(), Step::World(restore())]).is_empty());
    let both = WorldChange {
        lose: vec![item(4)],
        ..restore()
    };
    assert_eq!(lost(log(), vec![losing(), Step::World(both)]), ["04"]);
}

#[test]
fn what_came_since_is_not_overwritten() {
    let other = WorldChange {
        cas: vec![(vec![0x03], Holds::Content(vec![0xff]))],
        ..WorldChange::default()
    };
    let steps = vec![
        lose(vec![item(3)]),
        Step::World(other),
        Step::World(restore()),
        Step::Do(request("reader.sync", vec![])),
    ];
    let mut talk = Talk::about(case(log(), steps));
    talk.heard();
    let said = talk.call(1, "1", "cas.get", &json!({"address": "03"}));
    assert_eq!(said[0]["ok"]["content"], "ff");
}

/// What the name holds after these changes.
fn held(changes: Vec<NameChange>, after: Value) {
    let step = |change| {
        Step::World(WorldChange {
            names: vec![(NAME.to_owned(), change)],
            ..WorldChange::default()
        })
    };
    let mut steps: Vec<Step> = changes.into_iter().map(step).collect();
    let at = format!("/names/{NAME}");
    steps.push(Step::Do(request("reader.sync", vec![seen(&at, after)])));
    let mut talk = Talk::about(case(WorldChange::default(), steps));
    talk.heard();
    talk.ok(1, &json!({}));
    talk.passed();
}

#[test]
fn a_name_goes_back_by_changes_of_what_it_held() {
    let one = || holds(vec![1]);
    let two = || holds(vec![2]);
    let back = NameChange::Back;
    held(vec![one(), two(), back(1)], json!("01"));
    held(vec![one(), two(), back(2)], json!(null));
    held(vec![one(), two(), back(9)], json!(null));
    // Going back is a change too, so that it flaps.
    held(vec![one(), two(), back(1), back(1)], json!("02"));
    // The same again is none, nor is a failure.
    held(vec![one(), two(), two(), back(1)], json!("01"));
    let away = NameChange::Holds(Holds::Fails(crate::vectors::StoreFailure::Timeout));
    held(vec![one(), two(), away, back(1)], json!("01"));
    let nothing = NameChange::Holds(Holds::Nothing);
    held(vec![one(), nothing, back(1)], json!("01"));
}

#[test]
fn the_past_of_a_name_is_kept_as_far_as_it_is_asked_about() {
    let last = 2 * MOST_BACK;
    let mut changes: Vec<NameChange> = (1..=last).map(|n| holds(n.to_be_bytes().into())).collect();
    changes.push(NameChange::Back(MOST_BACK));
    held(
        changes,
        json!(hex::encode((last - MOST_BACK).to_be_bytes())),
    );
}
