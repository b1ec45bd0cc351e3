//! What holds with every helper, and with none.

use remote_log_helpers::{Acks, Report};
use remote_log_mvds::Mode;

use crate::actor::Kind;
use crate::world::*;

const MODES: [Mode; 2] = [Mode::Batch, Mode::Interactive];

/// RL-SYNC-29.
#[test]
fn who_meets_gets_everything_once_and_then_is_silent() {
    for kind in KINDS {
        for mode in MODES {
            let mut world = World::new(kind, mode);
            let (one, two) = (world.append(A, "one"), world.append(A, "two"));
            world.meet(1);
            let three = world.append(B, "three");
            world.meet(A_WHILE);
            let why = format!("{kind:?} {mode:?}");
            assert_delivered(&world, &[one, two], &[three], &why);
            assert!(world.is_silent(), "{why}");
        }
    }
}

/// RL-SYNC-31, RL-SYNC-49: what helpers are for. Without one nothing arrives.
#[test]
fn who_never_meets_gets_everything_through_the_helper() {
    for mode in MODES {
        for kind in KINDS {
            let mut world = World::new(kind, mode);
            let (one, two) = (world.append(A, "one"), world.append(A, "two"));
            world.take_turns(2);
            let why = format!("{kind:?} {mode:?}");
            let arrives = if kind == Kind::Alone {
                &[][..]
            } else {
                &[one, two]
            };
            assert_delivered(&world, arrives, &[], &why);
            world.take_turns(600);
            assert_delivered(&world, arrives, &[], &why);
            assert_eq!(
                world.is_silent(),
                kind == Kind::Mail(Acks::Carried),
                "{why}: only an acknowledgement ends a record"
            );
            world.meet(LONG);
            assert_delivered(&world, &[one, two], &[], &why);
            assert!(world.is_silent(), "{why}");
        }
    }
}

/// RL-SYNC-38: a node whose helper is absent sends what a node without one sends, byte for byte, and it arrives.
#[test]
fn an_absent_helper_changes_nothing() {
    let live = |kind, mode, absent: bool| {
        let mut world = World::new(kind, mode);
        if absent {
            world.services.wire.light(0, false);
        }
        let one = world.append(A, "one");
        world.take_turns(20);
        let two = world.append(B, "two");
        world.meet(A_WHILE);
        assert_delivered(&world, &[one], &[two], &format!("{kind:?} {mode:?}"));
        world.sent
    };
    for mode in MODES {
        let alone = live(Kind::Alone, mode, false);
        for kind in HELPERS {
            assert_eq!(live(kind, mode, true), alone, "{kind:?} {mode:?}");
            assert_ne!(live(kind, mode, false), alone, "{kind:?} {mode:?}");
        }
    }
}

#[test]
fn an_absent_helper_is_reported_and_gets_what_it_missed_when_it_is_back() {
    for kind in HELPERS {
        let mut world = World::new(kind, Mode::Batch);
        let one = world.append(A, "one");
        world.services.wire.light(0, false);
        for visit in [world.run(&[A]), world.run(&[B])].concat() {
            assert!(!visit.reports.is_empty(), "{kind:?}");
            assert_eq!(visit.delivered, []);
        }
        world.services.wire.mend();
        world.take_turns(2);
        assert_delivered(&world, &[one], &[], &format!("{kind:?}"));
    }
}

/// RL-SYNC-38: the helper dies in each of its calls, the call having happened or not, and stays away.
#[test]
fn a_helper_that_dies_in_mid_visit_delays_what_it_had_and_loses_nothing() {
    for kind in HELPERS {
        for last_happens in [false, true] {
            let mut calls = 0;
            loop {
                let mut world = World::new(kind, Mode::Batch);
                let ids: Vec<_> = ["one", "two", "three"]
                    .map(|text| world.append(A, text))
                    .into();
                let four = world.append(B, "four");
                world.services.wire.light(calls, last_happens);
                world.take_turns(6);
                let blown = world.services.wire.is_blown();
                world.meet(A_WHILE);
                let why = format!("{kind:?}, dead after {calls} calls");
                assert_delivered(&world, &ids, &[four], &why);
                assert!(world.is_silent(), "{why}");
                if !blown {
                    break;
                }
                calls += 1;
            }
            assert!(calls > 8, "{kind:?}: {calls} calls are too few to be true");
        }
    }
}

/// RL-SYNC-28, RL-SYNC-49.
#[test]
fn an_ephemeral_message_goes_to_no_helper() {
    for kind in HELPERS {
        let mut world = World::new(kind, Mode::Batch);
        let id = world.actors[A].append("is typing", true);
        world.take_turns(4);
        assert_delivered(&world, &[], &[], &format!("{kind:?}"));
        assert_eq!(world.traffic.messages_up, 0, "{kind:?}");
        assert_eq!(world.sends(id), 1, "{kind:?}: directly it went out");
    }
}

#[test]
fn a_visit_says_how_each_log_did() {
    let mut world = World::new(Kind::Log { own: true }, Mode::Batch);
    world.append(A, "one");
    let visits = [world.run(&[A]), world.run(&[B])].concat();
    let shown = format!(
        "{:?}",
        visits.iter().map(|it| &it.reports).collect::<Vec<_>>()
    );
    for expected in [
        "status: Published",
        "head: None",
        "head: Classified(Advanced)",
    ] {
        assert!(shown.contains(expected), "{expected} in {shown}");
    }
    let published = |report: &&Report| matches!(report, Report::Published { .. });
    let quiet = world.run(&[A]).concat_reports();
    assert_eq!(quiet.iter().filter(published).count(), 0, "nothing is new");
}

trait Reports {
    fn concat_reports(self) -> Vec<Report>;
}

impl Reports for Vec<remote_log_helpers::Visit> {
    fn concat_reports(self) -> Vec<Report> {
        self.into_iter().flat_map(|visit| visit.reports).collect()
    }
}
