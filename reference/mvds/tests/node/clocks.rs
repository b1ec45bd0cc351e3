//! Clocks that jump.

use remote_log_mvds::{Delivery, Settings};

use crate::world::*;

/// RL-SYNC-44.
#[test]
fn nothing_is_sent_before_it_is_due_when_the_epoch_goes_back() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    assert_eq!(sends(&mut alice, 1000, "b").messages, [id]);
    for epoch in [999, 5, 5, 4, 0] {
        assert_eq!(sends(&mut alice, epoch, "b").messages, []);
    }
}

/// RL-SYNC-45: forward, everything is due, once; back again, it goes on from there.
#[test]
fn an_epoch_that_once_ran_far_ahead_leaves_nothing_waiting() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    let sent = |alice: &mut _, epochs: std::ops::RangeInclusive<u64>| -> Vec<u64> {
        epochs
            .filter(|epoch| sends(alice, *epoch, "b").messages == [id])
            .collect()
    };
    assert_eq!(sent(&mut alice, 10..=13), [10, 12]);
    assert_eq!(
        sends(&mut alice, u64::MAX / 2, "b").messages,
        [id],
        "once for all that passed"
    );
    assert_eq!(sent(&mut alice, 14..=30), [22], "eight epochs later");
}

/// RL-SYNC-45, for waits.
#[test]
fn seconds_that_jump_back_end_no_wait_early_and_make_none_endless() {
    let mut bob = node(
        Settings {
            delivery: Delivery::Buffered,
            ..settings("b")
        },
        &["a"],
    );
    let orphan = made("orphan", &[made("never", &[]).id()]);
    bob.receive(1_000_000, 1, &peer("a"), &orphan.payload(), &mut |_| true);
    assert_eq!(bob.epoch(500, 2).delivered, []);
    assert_eq!(bob.epoch(500 + 3599, 3).delivered, []);
    assert_eq!(ids(&bob.epoch(500 + 3600, 4).delivered), [orphan.id()]);
}

/// The largest numbers that there are.
#[test]
fn the_last_epoch_of_all_is_an_epoch() {
    let mut alice = node(settings("a"), &["b"]);
    let id = append(&mut alice, "hello");
    assert_eq!(sends(&mut alice, u64::MAX, "b").messages, [id]);
    receive(&mut alice, "b", &payload(&[], &[], &[id]), u64::MAX);
    assert_eq!(sends(&mut alice, u64::MAX, "b").messages, []);
}
