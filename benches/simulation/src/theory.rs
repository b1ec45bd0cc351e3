//! What can be worked out by hand for one message from Alice to Bob without a helper, in batch mode, under independent
//! loss.

use crate::scenario::Pace;

/// What is to be expected.
///
/// A send ends the sending if it arrives (p) and the acknowledgement of it arrives too (p), whatever became of the sends
/// before: so the number of sends is geometrically distributed with the parameter p². Its mean is 1/p², the last send
/// included; without it, it is 1/p² - 1, the 99 of the published arithmetic. Every send that arrives is acknowledged once, and the acknowledgement that
/// ends it is the first to arrive: 1/p of them on average. The back-off changes when sends happen and not how many are
/// needed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Sends of the message, the last one included.
    pub messages: f64,
    /// Acknowledgements.
    pub acks: f64,
    /// Epochs until Bob has the message.
    pub received: f64,
    /// Epochs until Alice has the acknowledgement.
    pub stopped: f64,
}

impl Expected {
    /// The means at this uptime, which is above 0.
    pub fn at(uptime: f64, pace: Pace) -> Self {
        let both = uptime * uptime;
        Expected {
            messages: 1.0 / both,
            acks: 1.0 / uptime,
            received: waiting(uptime, pace),
            // An acknowledgement goes out in the epoch after the message came.
            stopped: waiting(both, pace) + 1.0,
        }
    }
}

/// The mean time of the first success, if a success has this probability: the sum over all sends of the delay after
/// them, each with the probability that it and all before failed. The delays come round again.
fn waiting(success: f64, pace: Pace) -> f64 {
    let backoff = pace.backoff();
    let mut delays = vec![backoff.first];
    while let Some(delay) = delays.last().map(|last| last * 2)
        && delay <= backoff.most
    {
        delays.push(delay);
    }
    let failure = 1.0 - success;
    let mut still_failing = 1.0;
    let mut once_round = 0.0;
    for delay in &delays {
        still_failing *= failure;
        once_round += *delay as f64 * still_failing;
    }
    once_round / (1.0 - still_failing)
}

/// The published figure for interactive mode: an offer, a request and a message must each arrive, and the published
/// arithmetic has everybody start over where one does not.
pub fn published_interactive(uptime: f64) -> f64 {
    uptime.powi(-3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_arithmetic_comes_out() {
        let constant = Expected::at(0.1, Pace::Constant);
        assert!((constant.messages - 100.0).abs() < 1e-9);
        assert!((constant.acks - 10.0).abs() < 1e-9);
        // Nine failures on average at two epochs each; 99 of them, and an epoch for the acknowledgement.
        assert!((constant.received - 18.0).abs() < 1e-9);
        assert!((constant.stopped - 199.0).abs() < 1e-9);
        assert!((published_interactive(0.1) - 1000.0).abs() < 1e-6);
    }

    #[test]
    fn a_back_off_changes_the_times_and_not_the_sends() {
        let (constant, doubling) = (
            Expected::at(0.1, Pace::Constant),
            Expected::at(0.1, Pace::Exponential),
        );
        assert_eq!(
            (constant.messages, constant.acks),
            (doubling.messages, doubling.acks)
        );
        assert!(
            doubling.received > 400.0 && doubling.stopped > 6_000.0,
            "{doubling:?}"
        );
    }

    #[test]
    fn nothing_waits_where_nothing_is_lost() {
        assert_eq!(Expected::at(1.0, Pace::Exponential).stopped, 1.0);
    }
}
