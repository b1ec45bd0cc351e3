//! What can be known beforehand of small runs, and what is the same however they are run.

use std::sync::atomic::AtomicBool;

use remote_log_simulation::experiments;
use remote_log_simulation::measured::Measured;
use remote_log_simulation::parallel::Runner;
use remote_log_simulation::scenario::{Form, Mode, Model, Overlay, Pace, Scenario};
use remote_log_simulation::theory::Expected;
use remote_log_simulation::world::run;

fn measure(plan: &[(Scenario, usize)], threads: usize) -> Vec<Measured> {
    let runner = Runner {
        seed: 5,
        threads,
        stop: &AtomicBool::new(false),
        progress: &|| (),
    };
    runner.measure(plan).expect("the runs succeed")
}

fn one(scenario: Scenario, runs: usize) -> Measured {
    measure(&[(scenario, runs)], 2).remove(0)
}

/// Without loss every message is sent once and acknowledged once, directly, and received in the epoch of its send.
#[test]
fn without_loss_a_message_takes_one_send_and_one_acknowledgement() {
    for model in [Model::Loss, Model::Windows] {
        for pace in [Pace::Constant, Pace::Exponential] {
            let scenario = Scenario {
                pace,
                messages: 5,
                ..Scenario::pair(model, 1.0, Form::None)
            };
            let run = run(&scenario, 1, &AtomicBool::new(false)).expect("it runs");
            assert!(run.finished);
            assert_eq!(
                (run.sends.messages, run.sends.acks),
                (5, 5),
                "{model:?} {pace:?}"
            );
            assert_eq!(run.received, [0; 5]);
            assert_eq!(run.stopped, 1);
        }
    }
}

/// An offer in one epoch, a request in the next, a message in the third, and its acknowledgement in the fourth.
#[test]
fn without_loss_an_interactive_exchange_takes_four_epochs() {
    let scenario = Scenario {
        mode: Mode::Interactive,
        ..Scenario::pair(Model::Loss, 1.0, Form::None)
    };
    let run = run(&scenario, 1, &AtomicBool::new(false)).expect("it runs");
    let sends = run.sends;
    assert_eq!(
        (sends.messages, sends.acks, sends.offers_and_requests),
        (1, 1, 2)
    );
    assert_eq!((run.received, run.stopped), (vec![2], 3));
}

/// The law of the published arithmetic, at an uptime at which it is quick: p² for sends, p for acknowledgements, whatever
/// the interval. The seed is fixed, so that this holds always or never.
#[test]
fn sends_and_times_follow_the_law_of_independent_loss() {
    for pace in [Pace::Constant, Pace::Exponential] {
        let scenario = Scenario {
            pace,
            ..Scenario::pair(Model::Loss, 0.3, Form::None)
        };
        let (got, expected) = (one(scenario, 400), Expected::at(0.3, pace));
        for (what, got, expected) in [
            ("sends", got.messages.mean, expected.messages),
            ("acks", got.acks.mean, expected.acks),
            ("received", got.received.mean, expected.received),
            ("stopped", got.stopped.mean, expected.stopped),
        ] {
            assert!(
                (got.low..=got.high).contains(&expected),
                "{pace:?} {what}: {got:?}, expected {expected}"
            );
        }
    }
}

#[test]
fn a_helper_that_carries_acknowledgements_ends_the_sends_and_one_that_does_not_shortens_the_wait() {
    let [alone, log, mailbox, carried] =
        experiments::ONE_WAY.map(|helper| one(Scenario::pair(Model::Loss, 0.1, helper), 40));
    assert!(carried.sends.mean.high < 10.0, "{:?}", carried.sends);
    assert!(alone.sends.mean.low > 50.0, "{:?}", alone.sends);
    for helped in [log, mailbox] {
        assert!(helped.received.mean.high < alone.received.mean.low);
        assert!(helped.messages.mean.low > 40.0, "{:?}", helped.messages);
        assert!(helped.helper.mean.value > 1.0 && helped.helper_calls.mean.value > 1.0);
    }
}

/// With Alice's log alone Bob gets her messages early, and she gets his when they come through directly.
#[test]
fn a_log_of_bobs_own_brings_alice_his_messages() {
    let [log, own] = [Form::Log, Form::OwnLogs].map(|helper| {
        let pair = Scenario::pair(Model::Loss, 0.1, helper);
        one(
            Scenario {
                authors: 2,
                messages: 20,
                ..pair
            },
            3,
        )
    });
    assert!(own.received.mean.value < 12.0, "{:?}", own.received);
    assert!(own.received.mean.value < 0.5 * log.received.mean.value);
    assert_eq!(log.helper.mean.value, 1.0);
    assert_eq!(own.helper.mean.value, 2.0);
}

#[test]
fn in_windows_a_message_waits_for_its_recipient() {
    let pair = |helper| Scenario::pair(Model::Windows, 0.2, helper);
    let (alone, carried) = (one(pair(Form::None), 40), one(pair(Form::MailboxAcks), 40));
    assert!(alone.received.mean.value > 600.0, "{:?}", alone.received);
    assert!(carried.received.mean.value < alone.received.mean.value);
    assert!(carried.messages.mean.value < alone.messages.mean.value);
}

#[test]
fn the_same_seed_gives_the_same_whatever_the_number_of_threads() {
    let plan = [
        (Scenario::pair(Model::Loss, 0.2, Form::Log), 9),
        (Scenario::pair(Model::Windows, 0.3, Form::MailboxAcks), 9),
    ];
    assert_eq!(measure(&plan, 1), measure(&plan, 4));
}

#[test]
fn another_seed_gives_another_run() {
    let scenario = Scenario::pair(Model::Loss, 0.1, Form::None);
    let of = |seed| run(&scenario, seed, &AtomicBool::new(false)).expect("it runs");
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn what_never_arrives_is_given_up_at_the_bound() {
    for model in [Model::Loss, Model::Windows] {
        let scenario = Scenario {
            bound: 5_000,
            ..Scenario::pair(model, 0.0, Form::MailboxAcks)
        };
        assert!(scenario.cannot_end().is_some());
        let got = one(scenario, 2);
        assert_eq!((got.runs, got.unfinished), (2, 2));
    }
}

#[test]
fn messages_reach_everybody_in_a_mesh_and_over_neighbours() {
    for (helper, authors, overlay) in [
        (Form::OwnLogs, 6, Overlay::Mesh),
        (Form::MailboxAcks, 6, Overlay::Mesh),
        (Form::Log, 1, Overlay::Mesh),
        (Form::None, 1, Overlay::Neighbours(3)),
    ] {
        let scenario = Scenario {
            nodes: 6,
            authors,
            overlay,
            messages: 12,
            every: 1,
            ..Scenario::pair(Model::Loss, 0.5, helper)
        };
        let run = run(&scenario, 3, &AtomicBool::new(false)).expect("it runs");
        assert!(run.finished);
        assert_eq!(
            run.received.len() as u64,
            scenario.deliveries(),
            "{helper:?}"
        );
    }
}

#[test]
fn a_runner_that_is_stopped_answers_what_is_done() {
    let stop = AtomicBool::new(true);
    let runner = Runner {
        seed: 1,
        threads: 2,
        stop: &stop,
        progress: &|| (),
    };
    let plan = [(Scenario::pair(Model::Loss, 0.5, Form::None), 10)];
    assert_eq!(runner.measure(&plan).expect("nothing fails"), []);
}
