//! What the results say about each claim. The verdicts are computed, so that they cannot outlive the figures.

use super::PageError;
use super::figure::{Figure, digits};
use super::lookup::{conversation, one_way, published};
use crate::experiments::PUBLISHED_UPTIME;
use crate::measured::Measured;
use crate::results::Results;
use crate::scenario::{Form, Mode, Model, Pace};
use crate::theory::{Expected, published_interactive};

/// A claim, what was measured, and what follows.
struct Finding {
    claim: &'static str,
    measured: String,
    verdict: &'static str,
}

/// The table of claims.
pub(super) fn findings(results: &Results) -> Result<String, PageError> {
    let mut out = String::from("| claim | measured | verdict |\n|---|---|---|\n");
    for it in [
        batch(results)?,
        carried(results)?,
        interactive(results)?,
        ten_epochs(results)?,
        log_alone(
            results,
            Model::Loss,
            "Independent loss: a remote log without one of Bob's own improves the time to receive, and not the number of sends (G25)",
        )?,
        naive_in_windows(results)?,
        carried_in_windows(results)?,
        log_alone(
            results,
            Model::Windows,
            "Connection windows: the same of the remote log",
        )?,
        own_log(
            results,
            Model::Loss,
            "Independent loss: in a conversation, a log of Bob's own is evidence that stops Alice's sends",
        )?,
        own_log(
            results,
            Model::Windows,
            "Connection windows: the same of Bob's own log",
        )?,
    ] {
        out += &format!("| {} | {} | **{}** |\n", it.claim, it.measured, it.verdict);
    }
    Ok(out)
}

fn batch(results: &Results) -> Result<Finding, PageError> {
    let (it, slow) = (
        published(results, Form::None, Mode::Batch, Pace::Constant)?,
        published(results, Form::None, Mode::Batch, Pace::Exponential)?,
    );
    let expected = Expected::at(PUBLISHED_UPTIME, Pace::Constant);
    let agrees = |it: &Measured| {
        let near = |got: crate::estimate::Bounded, want: f64| {
            // 95 % intervals miss one time in twenty, so half as much again is allowed.
            (got.value - want).abs() <= 1.5 * (got.high - got.value)
        };
        near(it.messages.mean, expected.messages) && near(it.acks.mean, expected.acks)
    };
    Ok(Finding {
        claim: "Batch mode without a helper costs about 99 sends that fail and one that does not, and 10 ACKs, for an acknowledged message",
        measured: format!(
            "{} sends and {} ACKs at a constant interval; {} and {} with back-off",
            Figure::with_interval(&it.messages),
            Figure::with_interval(&it.acks),
            Figure::with_interval(&slow.messages),
            Figure::with_interval(&slow.acks),
        ),
        verdict: match agrees(it) && agrees(slow) {
            true => "confirmed; a back-off changes the time and not the number",
            false => "contradicted",
        },
    })
}

fn carried(results: &Results) -> Result<Finding, PageError> {
    let (slow, it) = (
        published(results, Form::MailboxAcks, Mode::Batch, Pace::Exponential)?,
        published(results, Form::MailboxAcks, Mode::Batch, Pace::Constant)?,
    );
    Ok(Finding {
        claim: "A helper that carries ACKs back, with exponential back-off, brings the multiplier under 10",
        measured: format!(
            "{} sends with back-off, {} at a constant interval, the helper's copies included",
            Figure::with_interval(&slow.sends),
            Figure::with_interval(&it.sends),
        ),
        verdict: confirmed(slow.sends.mean.high < 10.0),
    })
}

fn interactive(results: &Results) -> Result<Finding, PageError> {
    let (it, batch) = (
        published(results, Form::None, Mode::Interactive, Pace::Constant)?,
        published(results, Form::None, Mode::Batch, Pace::Constant)?,
    );
    let published = published_interactive(PUBLISHED_UPTIME);
    Ok(Finding {
        claim: "Interactive mode costs about (1/0.1)³ = 1,000 for the receipt alone",
        measured: format!(
            "{} sends of every kind until received ({} in batch mode): an offer, a request or a message that is lost is sent again, and nobody starts over",
            Figure::with_interval(&it.until_received),
            Figure::with_interval(&batch.until_received),
        ),
        verdict: match it.until_received.mean.high < published / 2.0 {
            true => {
                "contradicted: it holds only if every failed exchange starts over, and this protocol keeps its records"
            }
            false => "confirmed",
        },
    })
}

fn ten_epochs(results: &Results) -> Result<Finding, PageError> {
    let (alone, helped) = (
        published(results, Form::None, Mode::Batch, Pace::Constant)?,
        published(results, Form::Mailbox, Mode::Batch, Pace::Exponential)?,
    );
    let slow = published(results, Form::None, Mode::Batch, Pace::Exponential)?;
    let near = helped.received.mean.value < 12.0 && alone.received.mean.value / 2.0 < 12.0;
    Ok(Finding {
        claim: "The reader has the message after about 10 epochs either way",
        measured: format!(
            "{} epochs with a helper; without one {} epochs at a send every second epoch, and {} with back-off",
            Figure::with_interval(&helped.received),
            Figure::with_interval(&alone.received),
            Figure::with_interval(&slow.received),
        ),
        verdict: match (near, slow.received.mean.low > 30.0) {
            (true, true) => {
                "confirmed with a helper, and without one as long as nobody backs off; contradicted without a helper and with back-off"
            }
            (true, false) => "confirmed",
            (false, _) => "contradicted",
        },
    })
}

fn log_alone(results: &Results, model: Model, claim: &'static str) -> Result<Finding, PageError> {
    let (alone, log) = (
        one_way(results, model, Form::None, Pace::Exponential)?,
        one_way(results, model, Form::Log, Pace::Exponential)?,
    );
    let sends = log.messages.mean.value / alone.messages.mean.value;
    let time = log.received.mean.value / alone.received.mean.value;
    Ok(Finding {
        claim,
        measured: format!(
            "{} direct sends instead of {}; received after {} epochs instead of {} (means)",
            Figure::with_interval(&log.messages),
            Figure::with_interval(&alone.messages),
            Figure::mean(&log.received),
            Figure::mean(&alone.received),
        ),
        verdict: confirmed(time < 0.5 && sends > 0.7),
    })
}

fn naive_in_windows(results: &Results) -> Result<Finding, PageError> {
    let (slow, loss) = (
        one_way(results, Model::Windows, Form::None, Pace::Exponential)?,
        one_way(results, Model::Loss, Form::None, Pace::Exponential)?,
    );
    let constant = one_way(results, Model::Windows, Form::None, Pace::Constant)?;
    Ok(Finding {
        claim: "With mostly offline devices naive sync costs orders of magnitude: about 100 at 10 %, in windows too",
        measured: format!(
            "{} sends with back-off and {} at a constant interval (independent loss: {}); {} ACKs",
            Figure::with_interval(&slow.messages),
            Figure::with_interval(&constant.messages),
            Figure::with_interval(&loss.messages),
            Figure::with_interval(&slow.acks),
        ),
        verdict: match slow.messages.mean.high < loss.messages.mean.low / 2.0 {
            true => {
                "confirmed at a constant interval, where it depends on the interval alone; with back-off the windows are kinder than independent loss: once two overlap, message and ACK both come through"
            }
            false => "confirmed",
        },
    })
}

fn carried_in_windows(results: &Results) -> Result<Finding, PageError> {
    let it = one_way(
        results,
        Model::Windows,
        Form::MailboxAcks,
        Pace::Exponential,
    )?;
    Ok(Finding {
        claim: "Connection windows: a helper that carries ACKs back brings the multiplier under 10",
        measured: format!(
            "{} sends, the helper's copies included",
            Figure::with_interval(&it.sends)
        ),
        verdict: confirmed(it.sends.mean.high < 10.0),
    })
}

fn own_log(results: &Results, model: Model, claim: &'static str) -> Result<Finding, PageError> {
    let (alone, own) = (
        conversation(results, model, Form::None)?,
        conversation(results, model, Form::OwnLogs)?,
    );
    let ratio = own.messages.mean.value / alone.messages.mean.value;
    Ok(Finding {
        claim,
        measured: format!(
            "{} direct sends a message instead of {} without a helper: {} of them",
            Figure::with_interval(&own.messages),
            Figure::with_interval(&alone.messages),
            digits(ratio),
        ),
        verdict: match ratio {
            _ if ratio < 0.2 => "confirmed",
            _ if ratio < 0.8 => {
                "confirmed in part: evidence lets a record rest and does not end it, because a helper can make it up; only what Bob himself says ends it (RL-SYNC-36)"
            }
            _ => {
                "contradicted: evidence lets a record rest and does not end it, because a helper can make it up; only what Bob himself says ends it (RL-SYNC-36)"
            }
        },
    })
}

fn confirmed(holds: bool) -> &'static str {
    match holds {
        true => "confirmed",
        false => "contradicted",
    }
}
