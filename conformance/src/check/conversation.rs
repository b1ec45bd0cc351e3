//! Tries how an adapter answers: each request once, under its id, in the right form, and to the end.

use std::collections::BTreeSet;
use std::time::Duration;

use super::finding::{Finding, Wrong};
use super::probe::{Heard, Probe};
use super::sample::{Sample, UNKNOWN};
use crate::protocol::{Answer, Hello, Line};

/// How long to listen for what should not come.
const A_WHILE: Duration = Duration::from_millis(200);

/// How long an adapter may take to end once its input has.
const TO_END: Duration = Duration::from_secs(2);

/// Pipelines and lines are tried up to here, whatever the hello allows.
const MOST_AT_ONCE: usize = 256;
const LONGEST_LINE: usize = 4 << 20;

/// A request is answered at once, under its id, and nothing else is said.
pub(super) async fn answers(probe: &mut Probe, sample: Sample) -> Finding {
    const RULE: &str = "answers a request at once, under its id, and once";
    let id = "check-\"é\\1";
    let line = sample.line(&serde_json::Value::from(id).to_string());
    let mut tried = expect(probe.ask(&line).await, id, well);
    if tried.is_ok() {
        let more = probe.hear_for(A_WHILE).await;
        if more != Heard::Silence {
            tried = Err(Wrong {
                what: format!("{}, after it had answered", more.instead()),
                cure: more.cure(""),
            });
        }
    }
    Finding::of(
        RULE,
        tried,
        "Answer it with an `ok`: nothing is wrong with the request",
    )
}

/// An operation that does not exist is unsupported.
pub(super) async fn unsupported(probe: &mut Probe) -> Finding {
    let tried = expect(probe.ask(&UNKNOWN.line(r#""u""#)).await, "u", |answer| {
        matches!(answer, Answer::Unsupported)
    });
    let cure = r#"Answer `{"id":…,"unsupported":{}}` to every operation that you do not have"#;
    Finding::of(
        "answers `unsupported` to an operation it lacks",
        tried,
        cure,
    )
}

/// Fields that the protocol does not know are ignored.
pub(super) async fn unknown_fields(probe: &mut Probe, sample: Sample) -> Finding {
    let tried = expect(probe.ask(&sample.line_with_more(r#""f""#)).await, "f", well);
    let cure = "Ignore fields that you do not know, in the request and in its `in`";
    Finding::of("ignores fields it does not know", tried, cure)
}

/// Text that is no hex does not end the adapter, and is no bytes.
pub(super) async fn bad_hex(probe: &mut Probe, sample: Sample) -> Finding {
    const RULE: &str = "survives bytes that are no hex";
    let Some(line) = sample.line_with_bytes(r#""h""#, "zz") else {
        return Finding::untried(RULE, "no stateless operation that takes bytes is claimed");
    };
    let tried = expect(probe.ask(&line).await, "h", |answer| {
        !matches!(answer, Answer::Ok(_))
    });
    let cure = "Reject bytes that are no hex as `malformed`, or answer `fault`";
    Finding::of(RULE, tried, cure)
}

/// As many requests as the hello allows are answered when they come at once, each once, and nothing else is said.
pub(super) async fn pipelined(probe: &mut Probe, hello: &Hello, sample: Sample) -> Finding {
    const RULE: &str = "answers each of the requests it allows at once exactly once";
    let count = hello.max_in_flight.min(MOST_AT_ONCE);
    let mut open: BTreeSet<String> = (0..count).map(|nth| format!("p{nth}")).collect();
    let lines: Vec<u8> = open
        .iter()
        .flat_map(|id| sample.line(&format!("\"{id}\"")))
        .collect();
    let mut heard = probe.ask(&lines).await;
    let tried = loop {
        if let Heard::Line(line) = &heard
            && let Ok(Line::Answer(id, _)) = Line::parse(line)
            && open.remove(&*id)
        {
            heard = if open.is_empty() {
                probe.hear_for(A_WHILE).await
            } else {
                probe.hear().await
            };
        } else if open.is_empty() && heard == Heard::Silence {
            break Ok(());
        } else {
            break Err(Wrong {
                what: format!(
                    "{}, with {} of {count} requests unanswered",
                    heard.instead(),
                    open.len()
                ),
                cure: None,
            });
        }
    };
    let cure = "Answer each request once; if you can handle one at a time only, leave `max_in_flight` out of the hello";
    Finding::of(RULE, tried, cure)
}

/// The longest line that the hello allows is taken.
pub(super) async fn longest_line(probe: &mut Probe, hello: &Hello, sample: Sample) -> Finding {
    const RULE: &str = "takes a line as long as it says";
    let Some(empty) = sample.line_with_bytes(r#""l""#, "") else {
        return Finding::untried(RULE, "no stateless operation that takes bytes is claimed");
    };
    let room = hello.max_line.min(LONGEST_LINE) - (empty.len() - 1);
    let line = sample
        .line_with_bytes(r#""l""#, &"00".repeat(room / 2))
        .unwrap_or(empty);
    let tried = expect(probe.ask(&line).await, "l", |_| true);
    let tried = tried.map_err(|wrong| Wrong {
        what: format!("{} to a line of {} bytes", wrong.what, line.len() - 1),
        cure: None,
    });
    let cure =
        "Read lines of any length up to `max_line`, or say a smaller `max_line` in the hello";
    Finding::of(RULE, tried, cure)
}

/// When the input ends, the adapter ends, and says nothing more.
pub(super) async fn ends(mut probe: Probe) -> Finding {
    const RULE: &str = "exits when its input ends";
    probe.end_input();
    let heard = probe.hear_for(TO_END).await;
    let (what, cure) = match heard {
        Heard::End(how) if how.starts_with("closed its standard output") => (
            format!("the adapter {how}"),
            "Exit when standard input ends",
        ),
        Heard::End(_) => {
            probe.stop().await;
            return Finding::good(RULE);
        }
        Heard::Silence => (
            format!("the adapter still ran {TO_END:?} after its input had ended"),
            "Exit when standard input ends: an empty read is the end, not an empty line",
        ),
        other => (
            other.instead() + " after its input had ended",
            "Say nothing but answers; a farewell belongs on standard error",
        ),
    };
    probe.stop().await;
    Finding::problem(RULE, what, cure)
}

/// An `ok` or a rejection: the adapter has understood the request. What an unknown operation gets is fine too.
fn well(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Ok(_) | Answer::Reject(_) | Answer::Unsupported
    )
}

fn expect(heard: Heard, id: &str, good: fn(&Answer) -> bool) -> Result<(), Wrong> {
    if let Heard::Line(line) = &heard
        && let Ok(Line::Answer(answered, answer)) = Line::parse(line)
        && answered == id
        && good(&answer)
    {
        return Ok(());
    }
    Err(Wrong {
        what: heard.instead(),
        cure: heard.cure(id),
    })
}
