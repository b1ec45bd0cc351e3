//! A node that is killed goes on where it was.

use remote_log_mvds::{Delivery, Node, Settings};

use crate::world::*;

/// RL-SYNC-46: counts and send epochs, what was delivered, who is in the group, what is to be published.
#[test]
fn a_killed_node_goes_on_where_it_was() {
    let with_log = Settings {
        log: true,
        ..settings("a")
    };
    let mut alice = node(with_log.clone(), &["b", "c"]);
    let mut disk = Vec::new();
    let id = append(&mut alice, "hello");
    for epoch in 1..=8 {
        alice.epoch(epoch, epoch);
        restart(&mut alice, with_log.clone(), &mut disk);
    }
    receive(&mut alice, "c", &payload(&[id], &[], &[]), 8);
    let theirs = made("theirs", &[id]);
    receive(&mut alice, "c", &theirs.payload(), 8);
    restart(&mut alice, with_log.clone(), &mut disk);
    assert_eq!(
        alice.epoch(8, 8).payloads,
        [],
        "sent in this epoch before the restart? no: not due"
    );
    let sent: Vec<u64> = (9..=40)
        .filter(|epoch| sends(&mut alice, *epoch, "b").messages == [id])
        .collect();
    assert_eq!(sent, [15, 31], "1, 3, 7 were before");
    assert_eq!(
        receive(&mut alice, "c", &theirs.payload(), 41).delivered,
        []
    );
    assert_eq!(ids(&alice.to_publish().collect::<Vec<_>>()), [id]);
    append(&mut alice, "next");
    let data = alice.to_publish().last().unwrap().data;
    assert_eq!(parents_of(&data), [theirs.id()]);
}

/// RL-SYNC-46: one payload an epoch, across a restart.
#[test]
fn an_epoch_that_had_its_payload_has_no_other_after_a_restart() {
    let mut alice = node(settings("a"), &["b"]);
    let mut disk = Vec::new();
    append(&mut alice, "one");
    alice.epoch(5, 5);
    append(&mut alice, "two");
    restart(&mut alice, settings("a"), &mut disk);
    assert_eq!(alice.epoch(5, 5).payloads, []);
    assert_eq!(sends(&mut alice, 6, "b").messages.len(), 1);
}

/// RL-SYNC-46: what waits goes on waiting, for as long as it had to.
#[test]
fn a_wait_outlives_a_restart() {
    let buffered = Settings {
        delivery: Delivery::Buffered,
        ..settings("b")
    };
    let mut bob = node(buffered.clone(), &["a"]);
    let mut disk = Vec::new();
    let parent = made("parent", &[]);
    let child = made("child", &[parent.id()]);
    let orphan = made("orphan", &[made("never", &[]).id()]);
    receive(&mut bob, "a", &messages(&[&child, &orphan]), 1);
    bob.epoch(1, 1);
    restart(&mut bob, buffered, &mut disk);
    let received = receive(&mut bob, "a", &parent.payload(), 2);
    assert_eq!(ids(&received.delivered), [parent.id(), child.id()]);
    assert_eq!(ids(&bob.epoch(3601, 3).delivered), [orphan.id()]);
}

/// RL-SYNC-46: without a save nothing happened, as far as the node knows.
#[test]
fn what_was_not_saved_did_not_happen() {
    let mut bob = node(settings("b"), &["a"]);
    let mut disk = Vec::new();
    save(&mut bob, &mut disk);
    let hello = made("hello", &[]);
    receive(&mut bob, "a", &hello.payload(), 1);
    let mut bob = Node::open(settings("b"), Some(disk.into())).unwrap();
    assert_eq!(
        ids(&receive(&mut bob, "a", &hello.payload(), 1).delivered),
        [hello.id()]
    );
}

/// What is saved is what changed, and the whole only now and then.
#[test]
fn a_save_costs_what_changed() {
    let mut alice = node(settings("a"), &["b"]);
    let mut disk = Vec::new();
    let mut written = 0;
    for n in 0..2000u64 {
        append(&mut alice, &n.to_string());
        alice.epoch(n, n);
        let saved = alice.save().unwrap();
        written += match &saved {
            remote_log::log::Saved::Append(bytes) | remote_log::log::Saved::Replace(bytes) => {
                bytes.len()
            }
        };
        saved.apply_to(&mut disk);
        alice.saved();
    }
    assert!(written < 20 * disk.len(), "{written} for {}", disk.len());
    assert_eq!(alice.save(), None);
}

/// A saved state that was damaged is refused with a sentence, and never believed beyond what is there.
#[test]
fn a_damaged_state_is_refused_or_read_and_never_panics() {
    let buffered = Settings {
        delivery: Delivery::Buffered,
        log: true,
        ..settings("a")
    };
    let mut alice = node(buffered.clone(), &["b", "c"]);
    append(&mut alice, "hello");
    alice.epoch(1, 1);
    let offers = payload(&[], &[made("offered", &[]).id()], &[]);
    receive(&mut alice, "b", &offers, 1);
    receive(
        &mut alice,
        "c",
        &made("orphan", &[made("never", &[]).id()]).payload(),
        1,
    );
    let mut disk = Vec::new();
    save(&mut alice, &mut disk);
    let mut random = fastrand::Rng::with_seed(4);
    let mut refused = 0;
    for _ in 0..2_000 {
        let mut damaged = disk.clone();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(0..damaged.len());
            damaged[at] = random.u8(..);
        }
        damaged.truncate(random.usize(damaged.len() / 2..=damaged.len()));
        match Node::open(buffered.clone(), Some(damaged.into())) {
            Ok(mut node) => {
                node.epoch(2, 2);
                receive(&mut node, "b", &offers, 3);
                node.epoch(10_000, 4);
            }
            Err(error) => {
                assert!(
                    error.to_string().contains("restore it from a backup"),
                    "{error}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "{refused}");
}
