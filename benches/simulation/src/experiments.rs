//! The scenarios that the page is made of, and how often each is run.

use crate::scenario::{Form, Mode, Model, Overlay, Pace, Scenario};

/// The uptime of the published figures.
pub const PUBLISHED_UPTIME: f64 = 0.1;
/// The uptimes of the plots.
pub const UPTIMES: [f64; 7] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0];
/// The helpers that a single message can show. A log of Bob's own says nothing as long as Bob writes nothing.
pub const ONE_WAY: [Form; 4] = [Form::None, Form::Log, Form::Mailbox, Form::MailboxAcks];
/// How many messages two nodes write in a conversation.
pub const CONVERSATION: u32 = 40;
/// The random neighbours of a node that passes messages on.
pub const NEIGHBOURS: u32 = 6;

/// Scenarios, each with the number of its runs.
pub type Plan = Vec<(Scenario, usize)>;

/// The published figures: one message at 10 %, under independent loss.
pub fn published(runs: usize) -> Plan {
    let mut plan = Plan::new();
    for mode in [Mode::Batch, Mode::Interactive] {
        for pace in [Pace::Constant, Pace::Exponential] {
            for helper in ONE_WAY {
                let pair = Scenario::pair(Model::Loss, PUBLISHED_UPTIME, helper);
                plan.push((Scenario { mode, pace, ..pair }, runs));
            }
        }
    }
    plan
}

/// One message at every uptime, under both models.
pub fn uptimes(runs: usize) -> Plan {
    let mut plan = Plan::new();
    for model in [Model::Loss, Model::Windows] {
        for mode in [Mode::Batch, Mode::Interactive] {
            for pace in [Pace::Constant, Pace::Exponential] {
                for helper in ONE_WAY {
                    let at = |uptime| Scenario {
                        mode,
                        pace,
                        ..Scenario::pair(model, uptime, helper)
                    };
                    plan.extend(UPTIMES.map(|uptime| (at(uptime), runs)));
                }
            }
        }
    }
    plan
}

/// Two nodes that write by turns: a message a minute under independent loss, and one every ten minutes in windows.
pub fn conversation(runs: usize) -> Plan {
    let mut plan = Plan::new();
    for (model, every) in [(Model::Loss, 60), (Model::Windows, 600)] {
        for pace in [Pace::Constant, Pace::Exponential] {
            for helper in Form::ALL {
                let pair = Scenario::pair(model, PUBLISHED_UPTIME, helper);
                let scenario = Scenario {
                    pace,
                    authors: 2,
                    messages: CONVERSATION,
                    every,
                    ..pair
                };
                plan.push((scenario, runs));
            }
        }
    }
    plan
}

/// A hundred messages of one author to ever more nodes: directly to each, and over neighbours that pass them on.
pub fn nodes() -> Plan {
    let mut plan = Plan::new();
    for nodes in [1000, 100, 10, 2] {
        let runs = group_runs(1000 / nodes);
        let scenario = |helper, overlay| Scenario {
            nodes,
            messages: 100,
            every: 10,
            overlay,
            ..Scenario::pair(Model::Loss, PUBLISHED_UPTIME, helper)
        };
        plan.extend(ONE_WAY.map(|helper| (scenario(helper, Overlay::Mesh), runs)));
        if nodes > NEIGHBOURS {
            plan.push((scenario(Form::None, Overlay::Neighbours(NEIGHBOURS)), runs));
        }
    }
    plan
}

/// Ever more messages among ten nodes that all write by turns, one message an epoch. Where all write, a log of the first
/// alone is no helper of the others.
pub fn messages() -> Plan {
    let mut plan = Plan::new();
    for messages in [100_000, 10_000, 1_000, 100] {
        let runs = group_runs(10_000 / messages);
        for helper in [Form::OwnLogs, Form::None, Form::Mailbox, Form::MailboxAcks] {
            let scenario = Scenario {
                nodes: 10,
                authors: 10,
                messages,
                every: 1,
                ..Scenario::pair(Model::Loss, PUBLISHED_UPTIME, helper)
            };
            plan.push((scenario, runs));
        }
    }
    plan
}

/// The largest groups are run once, and smaller ones, which are each a smaller sample, more often. The largest come first,
/// so that no thread is left alone with them at the end.
fn group_runs(smaller: u32) -> usize {
    (smaller as usize / 3).clamp(1, 50)
}
