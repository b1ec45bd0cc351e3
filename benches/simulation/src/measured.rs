//! What the runs of a scenario say.

use serde::{Deserialize, Serialize};

use crate::estimate::Estimate;
use crate::scenario::Scenario;
use crate::world::Run;

/// What the runs of a scenario say. Everything that is counted is divided by the number of deliveries: what one message
/// costs for one recipient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// What was run.
    pub scenario: Scenario,
    /// How many runs there were.
    pub runs: usize,
    /// How many of them were given up at the bound. Their figures are too low.
    pub unfinished: usize,
    /// How often nodes were asked what they send in an epoch, in all runs.
    pub node_epochs: u64,
    /// The multiplier: how often the message was sent, directly, to the helper and by the helper.
    pub sends: Estimate,
    /// How often it was sent directly.
    pub messages: Estimate,
    /// Acknowledgements that were sent directly.
    pub acks: Estimate,
    /// Offers and requests.
    pub offers_and_requests: Estimate,
    /// Messages and acknowledgements to and from helpers.
    pub helper: Estimate,
    /// Calls of helpers.
    pub helper_calls: Estimate,
    /// Everything that was sent directly until everybody had everything: messages, acknowledgements, offers, requests.
    pub until_received: Estimate,
    /// The multiplier in bytes: all bytes that were sent, directly and to and from helpers, as a multiple of the
    /// messages' own.
    pub bytes: Estimate,
    /// Epochs until a message was received: the mean of a run.
    pub received: Estimate,
    /// Epochs until 95 % of the deliveries of a run were made.
    pub nearly_all: Estimate,
    /// Epochs from the last message until everybody was silent.
    pub stopped: Estimate,
}

/// The figures of one run.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    finished: bool,
    node_epochs: u64,
    values: [f64; 11],
}

impl Figures {
    /// The figures of a run.
    pub fn of(scenario: &Scenario, run: &Run) -> Self {
        let each = |count: u64| count as f64 / scenario.deliveries() as f64;
        let (sends, helper) = (&run.sends, &run.sends.helper);
        let carried = helper.messages_up + helper.messages_down;
        let bytes = sends.bytes + helper.bytes_up + helper.bytes_down;
        let got = &run.received;
        let nearly = (got.len() * 95).div_ceil(100).saturating_sub(1);
        let count = got.len().max(1) as f64;
        Figures {
            finished: run.finished,
            node_epochs: run.node_epochs,
            values: [
                each(sends.messages + carried),
                each(sends.messages),
                each(sends.acks),
                each(sends.offers_and_requests),
                each(carried + helper.acks_up + helper.acks_down),
                each(helper.calls),
                each(run.sends_until_received.direct()),
                bytes as f64 / run.useful_bytes.max(1) as f64,
                got.iter().sum::<u64>() as f64 / count,
                got.get(nearly).map_or(0.0, |epochs| *epochs as f64),
                run.stopped as f64,
            ],
        }
    }
}

impl Measured {
    /// What the figures of a scenario's runs say; none if there is no run.
    pub fn of(scenario: &Scenario, figures: &[Figures]) -> Option<Self> {
        let estimate = |index: usize| Estimate::of(figures.iter().map(|it| it.values[index]));
        Some(Measured {
            scenario: scenario.clone(),
            runs: figures.len(),
            unfinished: figures.iter().filter(|it| !it.finished).count(),
            node_epochs: figures.iter().map(|it| it.node_epochs).sum(),
            sends: estimate(0)?,
            messages: estimate(1)?,
            acks: estimate(2)?,
            offers_and_requests: estimate(3)?,
            helper: estimate(4)?,
            helper_calls: estimate(5)?,
            until_received: estimate(6)?,
            bytes: estimate(7)?,
            received: estimate(8)?,
            nearly_all: estimate(9)?,
            stopped: estimate(10)?,
        })
    }
}
