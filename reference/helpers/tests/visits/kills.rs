//! Nodes that are killed in mid-visit, in every call that they make to a disk or a helper.

use remote_log_mvds::Mode;

use crate::world::*;

/// The same life with one of the nodes killed in its call number `calls`. Whether it was.
fn live(kind: crate::actor::Kind, victim: usize, calls: u64, last_happens: bool) -> bool {
    let mut world = World::new(kind, Mode::Batch);
    let mut of_alice = vec![world.append(A, "one"), world.append(A, "two")];
    world.run(&[A]);
    let of_bob = vec![world.append(B, "three")];
    of_alice.push(world.append(A, "four"));
    world.actors[victim].life.light(calls, last_happens);
    // They never meet, so what a crash kept from the helper or the node would be missing for ever.
    world.take_turns(8);
    let killed = !world.actors[victim].life.is_lit();
    world.actors[victim].life.mend();
    let why = format!(
        "{kind:?}, {} killed in call {calls}",
        world.actors[victim].name
    );
    assert_delivered(&world, &of_alice, &of_bob, &why);
    world.meet(A_WHILE);
    assert_delivered(&world, &of_alice, &of_bob, &why);
    assert!(world.is_silent(), "{why}");
    killed
}

/// RL-SYNC-46, RL-SYNC-52: whatever it was in, it goes on from what it saved: nothing is lost, and nothing comes twice.
#[test]
fn a_node_that_is_killed_in_mid_visit_goes_on_where_it_was() {
    for kind in HELPERS {
        for victim in [A, B] {
            for last_happens in [false, true] {
                let mut calls = 0;
                while live(kind, victim, calls, last_happens) {
                    calls += 1;
                }
                assert!(calls > 8, "{kind:?}: {calls} calls are too few to be true");
            }
        }
    }
}

/// RL-SYNC-46: what went out is saved before it does, and what the helper took is not given to it again.
#[test]
fn a_node_that_is_started_again_repeats_nothing_of_its_last_visit() {
    for kind in KINDS {
        let mut world = World::new(kind, Mode::Batch);
        world.append(A, "one");
        let epoch = world.epoch;
        let first = world.actors[A].visit(epoch).unwrap();
        assert_eq!(first.payloads.len(), 1);
        world.actors[A].open();
        let again = world.actors[A].visit(epoch).unwrap();
        assert_eq!(again.payloads, [], "{kind:?}");
        assert_eq!(again.traffic.messages_up, 0, "{kind:?}");
    }
}
